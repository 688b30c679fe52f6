#include "web/reader.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/writer.h"
#include "store/db.h"

struct readers {
    struct writer *writer;
    pthread_key_t key; /* the thread's struct db, closed when the thread ends */
};

static void close_reader(void *db)
{
    db_close(db);
}

struct readers *readers_new(struct writer *writer)
{
    struct readers *readers = mem_zalloc(1, sizeof *readers);
    readers->writer = writer;
    if (pthread_key_create(&readers->key, close_reader) != 0) {
        free(readers);
        return NULL;
    }
    return readers;
}

void readers_free(struct readers *readers)
{
    if (!readers) return;
    pthread_key_delete(readers->key);
    free(readers);
}

struct db *reader_get(struct readers *readers, struct err *err)
{
    struct db *db = pthread_getspecific(readers->key);
    if (db) return db;
    db = writer_reader(readers->writer, err);
    if (db) pthread_setspecific(readers->key, db);
    return db;
}

void reader_drop(struct readers *readers)
{
    db_close(pthread_getspecific(readers->key));
    pthread_setspecific(readers->key, NULL);
}
