/* page.c - the pages, their files and icons, from the assets folder. A name out of a path has passed
 * the form {file} of route.h, which no path out of the folder fits. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/journal.h"
#include "store/db.h"
#include "web/handlers.h"
#include "web/reader.h"
#include "web/request.h"

static const char *content_type(const char *name)
{
    static const struct {
        const char *ending, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/vnd.microsoft.icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
    };
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending && i < sizeof types / sizeof *types; i++)
        if (strcmp(ending, types[i].ending) == 0) return types[i].type;
    return NULL;
}

/* Opens a plain file; -1 when there is none. */
static int open_file(const char *assets, const char *folder, const char *name, struct stat *st)
{
    char path[1024];
    if (snprintf(path, sizeof path, "%s/%s/%s", assets, folder, name) >= (int)sizeof path) return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) return -1;
    if (fstat(fd, st) == 0 && S_ISREG(st->st_mode)) return fd;
    close(fd);
    return -1;
}

/* False when there is no such file or its kind is not served. */
static bool send_file(struct request *request, struct reply *reply, unsigned status, const char *folder,
                      const char *name)
{
    struct stat st;
    const char *type = content_type(name);
    int fd = type ? open_file(request->env->assets, folder, name, &st) : -1;
    if (fd < 0) return false;
    char etag[64];
    snprintf(etag, sizeof etag, "\"%llx-%llx-%llx\"", (unsigned long long)st.st_mtim.tv_sec,
             (unsigned long long)st.st_mtim.tv_nsec, (unsigned long long)st.st_size);
    const char *known = request_header(request, "If-None-Match");
    if (status == MHD_HTTP_OK && known && strstr(known, etag)) {
        close(fd);
        reply_empty(reply, MHD_HTTP_NOT_MODIFIED);
    } else {
        reply->status = status;
        reply->body = MHD_create_response_from_fd64((uint64_t)st.st_size, fd); /* closes fd */
        if (!reply->body) close(fd);
        reply_header(reply, "Content-Type", type);
    }
    reply->cache = "no-cache"; /* kept, but asked for anew each time: an update shows at once */
    reply_header(reply, "ETag", etag);
    return true;
}

void page_missing(struct request *request, struct reply *reply)
{
    if (!send_file(request, reply, MHD_HTTP_NOT_FOUND, "web", "404.html"))
        reply_text(reply, MHD_HTTP_NOT_FOUND, "text/plain; charset=utf-8",
                   "这里没有这一页。 There is no such page.\n");
}

static void page(struct request *request, struct reply *reply, const char *name)
{
    if (!send_file(request, reply, MHD_HTTP_OK, "web", name)) page_missing(request, reply);
}

void page_root(struct request *request, struct reply *reply)
{
    (void)request;
    reply_empty(reply, MHD_HTTP_FOUND);
    reply_header(reply, "Location", "/board");
}

void page_staff(struct request *request, struct reply *reply)
{
    page(request, reply, "staff.html");
}

/* One page for the list, for each case and for the views beside them: it asks the API for what its address names. */
void page_cases(struct request *request, struct reply *reply)
{
    page(request, reply, "cases.html");
}

void page_board(struct request *request, struct reply *reply)
{
    page(request, reply, "board.html");
}

void page_manager(struct request *request, struct reply *reply)
{
    page(request, reply, "manager.html");
}

void page_terminal(struct request *request, struct reply *reply)
{
    page(request, reply, "terminal.html");
}

/* The same page for every token: it asks the API, which alone knows the real ones. */
void page_ticket(struct request *request, struct reply *reply)
{
    page(request, reply, "t.html");
}

void page_rate(struct request *request, struct reply *reply)
{
    page(request, reply, "rate.html");
}

void page_web_file(struct request *request, struct reply *reply)
{
    page(request, reply, request->path.file);
}

void page_icon(struct request *request, struct reply *reply)
{
    if (!send_file(request, reply, MHD_HTTP_OK, "icons", request->path.file)) page_missing(request, reply);
}

void page_openapi(struct request *request, struct reply *reply)
{
    if (!send_file(request, reply, MHD_HTTP_OK, "web", "openapi.json"))
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "openapi.json is missing from the assets folder");
}

/* Answers when the database is not the one in the data folder any more. */
static bool tell_gone(struct request *request, struct reply *reply, struct db *db)
{
    bool here = db_in_place(db);
    if (here && !writer_lost_file(request->env->writer)) return false;
    reply_error(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "database_gone",
                "the database was deleted or replaced while in use; see the log");
    if (!here) reader_drop(request->env->readers); /* it may have been put back */
    return true;
}

/* Well is who can read the database, and writes to the one that is in the data folder. */
void page_healthz(struct request *request, struct reply *reply)
{
    struct err err;
    int64_t last;
    struct db *db = request_db(request, reply);
    if (!db || tell_gone(request, reply, db)) return;
    if (journal_last(db, &last, &err))
        reply_json(reply, MHD_HTTP_OK, json_pack("{s:s, s:I}", "status", "ok", "journal", (json_int_t)last));
    else
        request_read_failed(request, reply, &err);
}
