#include "support/faults.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* Our file: the real one lies behind it in the same memory. */
struct file {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;
static enum fault_kind kind;
static int left, met;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct file *)(void *)file)->real;
}

static int due(enum fault_kind of)
{
    if (kind != of || __atomic_sub_fetch(&left, 1, __ATOMIC_SEQ_CST) > 0) return 0;
    __atomic_store_n(&met, 1, __ATOMIC_SEQ_CST);
    return 1;
}

static int f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    if (due(FAULT_WRITE)) return SQLITE_IOERR_WRITE;
    if (due(FAULT_FULL)) return SQLITE_FULL;
    return real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
}

static int f_sync(sqlite3_file *f, int flags)
{
    return due(FAULT_SYNC) ? SQLITE_IOERR_FSYNC : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int f_close(sqlite3_file *f)
{
    return real_of(f)->pMethods ? real_of(f)->pMethods->xClose(real_of(f)) : SQLITE_OK;
}

/* The rest is handed on as it is. */
#define ON(name, params, args)                                                                                       \
    static int f_##name params                                                                                       \
    {                                                                                                                \
        return real_of(f)->pMethods->name args;                                                                      \
    }
ON(xRead, (sqlite3_file * f, void *p, int n, sqlite3_int64 at), (real_of(f), p, n, at))
ON(xTruncate, (sqlite3_file * f, sqlite3_int64 size), (real_of(f), size))
ON(xFileSize, (sqlite3_file * f, sqlite3_int64 *size), (real_of(f), size))
ON(xLock, (sqlite3_file * f, int lock), (real_of(f), lock))
ON(xUnlock, (sqlite3_file * f, int lock), (real_of(f), lock))
ON(xCheckReservedLock, (sqlite3_file * f, int *out), (real_of(f), out))
ON(xFileControl, (sqlite3_file * f, int op, void *arg), (real_of(f), op, arg))
ON(xSectorSize, (sqlite3_file * f), (real_of(f)))
ON(xDeviceCharacteristics, (sqlite3_file * f), (real_of(f)))
ON(xShmMap, (sqlite3_file * f, int page, int size, int extend, void volatile **out),
   (real_of(f), page, size, extend, out))
ON(xShmLock, (sqlite3_file * f, int at, int n, int flags), (real_of(f), at, n, flags))
ON(xShmUnmap, (sqlite3_file * f, int gone), (real_of(f), gone))

static void f_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = f_close,
    .xRead = f_xRead,
    .xWrite = f_write,
    .xTruncate = f_xTruncate,
    .xSync = f_sync,
    .xFileSize = f_xFileSize,
    .xLock = f_xLock,
    .xUnlock = f_xUnlock,
    .xCheckReservedLock = f_xCheckReservedLock,
    .xFileControl = f_xFileControl,
    .xSectorSize = f_xSectorSize,
    .xDeviceCharacteristics = f_xDeviceCharacteristics,
    .xShmMap = f_xShmMap,
    .xShmLock = f_xShmLock,
    .xShmBarrier = f_barrier,
    .xShmUnmap = f_xShmUnmap,
};

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    struct file *f = (struct file *)(void *)file;
    (void)vfs;
    f->real = (sqlite3_file *)(void *)(f + 1);
    int code = real_vfs->xOpen(real_vfs, name, f->real, flags, out);
    f->base.pMethods = code == SQLITE_OK ? &methods : NULL;
    return code;
}

void faults_install(void)
{
    static sqlite3_vfs vfs;
    real_vfs = sqlite3_vfs_find(NULL);
    vfs = *real_vfs;
    vfs.zName = "faults";
    vfs.szOsFile = (int)sizeof(struct file) + real_vfs->szOsFile;
    vfs.xOpen = v_open;
    sqlite3_vfs_register(&vfs, 1);
}

void faults_set(enum fault_kind of, int nth)
{
    left = nth;
    met = 0;
    kind = of;
}

int faults_met(void)
{
    return __atomic_load_n(&met, __ATOMIC_SEQ_CST);
}
