/* Makes one program meet a fault at a chosen change of files. Preloaded (LD_PRELOAD) by FaultyProcess.cs; nothing of the kit knows of it.
 * A change is a system call that makes, writes, cuts, renames or removes a file whose path holds one of the words in FAULT_PATHS (separated by |).
 *   FAULT_AT=N      the N-th change meets the fault; 0: none
 *   FAULT_KIND      kill: SIGKILL; every other time a write is half done first
 *                   full: this change and all later ones that need room fail with ENOSPC
 *                   readonly: this change and all later ones fail with EROFS
 *   FAULT_COUNT     a file that is given the number of changes at the end
 *   FAULT_CLOCK=1   the wall clock jumps to and fro by up to a year */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { KILL, FULL, READONLY };
static char paths[4096];
static long at;
static int kind, clock_jumps;
static const char *count_file;
static atomic_long count;
static atomic_long clock_calls;

__attribute__((constructor)) static void start(void)
{
    const char *text = getenv("FAULT_PATHS");
    snprintf(paths, sizeof paths, "%s", text ? text : "");
    at = (text = getenv("FAULT_AT")) ? atol(text) : 0;
    text = getenv("FAULT_KIND");
    kind = !text || !strcmp(text, "kill") ? KILL : !strcmp(text, "full") ? FULL : READONLY;
    count_file = getenv("FAULT_COUNT");
    clock_jumps = getenv("FAULT_CLOCK") != NULL;
    unsetenv("LD_PRELOAD"); /* programs that it starts live in peace */
}

__attribute__((destructor)) static void end(void)
{
    FILE *file = count_file ? fopen(count_file, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld", atomic_load(&count));
    fclose(file);
}

static int matches(const char *path)
{
    char words[sizeof paths], *rest;
    strcpy(words, paths);
    for (char *word = strtok_r(words, "|", &rest); word; word = strtok_r(NULL, "|", &rest))
        if (strstr(path, word)) return 1;
    return 0;
}

/* 0: go on. 1: die now. 2: fail, errno is set. */
static int point(const char *path, int needs_room)
{
    if (!path || !matches(path)) return 0;
    long now = atomic_fetch_add(&count, 1) + 1;
    if (!at || now < at) return 0;
    if (kind == KILL) return now == at;
    if (kind == FULL && !needs_room) return 0;
    errno = kind == FULL ? ENOSPC : EROFS;
    return 2;
}

static int point_fd(int fd, int needs_room)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    return point(path, needs_room);
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define MEET(fault, failed) { int f_ = (fault); if (f_ == 1) die(); if (f_ == 2) return failed; }

int open64(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    if (flags & (O_CREAT | O_TRUNC)) MEET(point(path, (flags & O_CREAT) && access(path, F_OK)), -1);
    if (kind == READONLY && at && atomic_load(&count) >= at && (flags & O_ACCMODE) != O_RDONLY) MEET(point(path, 0), -1);
    return REAL(open64)(path, flags, mode);
}

int mkdir(const char *path, mode_t mode) { MEET(point(path, 1), -1); return REAL(mkdir)(path, mode); }
int rmdir(const char *path) { MEET(point(path, 0), -1); return REAL(rmdir)(path); }
int unlink(const char *path) { MEET(point(path, 0), -1); return REAL(unlink)(path); }
int rename(const char *from, const char *to) { MEET(point(to, 0), -1); return REAL(rename)(from, to); }
int link(const char *from, const char *to) { MEET(point(to, 1), -1); return REAL(link)(from, to); }
int ftruncate64(int fd, off64_t length) { MEET(point_fd(fd, 1), -1); return REAL(ftruncate64)(fd, length); }
int fallocate64(int fd, int mode, off64_t from, off64_t length) { MEET(point_fd(fd, 1), -1); return REAL(fallocate64)(fd, mode, from, length); }

ssize_t write(int fd, const void *data, size_t size)
{
    int fault = point_fd(fd, 1);
    if (fault == 1 && at % 2) REAL(write)(fd, data, size / 2);
    MEET(fault, -1);
    return REAL(write)(fd, data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
    int fault = point_fd(fd, 1);
    if (fault == 1 && at % 2) REAL(pwrite64)(fd, data, size / 2, offset);
    MEET(fault, -1);
    return REAL(pwrite64)(fd, data, size, offset);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int n, off64_t offset)
{
    int fault = point_fd(fd, 1);
    if (fault == 1 && at % 2) REAL(pwritev64)(fd, parts, n / 2, offset);
    MEET(fault, -1);
    return REAL(pwritev64)(fd, parts, n, offset);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    int result = REAL(clock_gettime)(clock, time);
    if (clock_jumps && clock == CLOCK_REALTIME && result == 0)
        time->tv_sec += (atomic_fetch_add(&clock_calls, 1) * 7919 % 731 - 365) * 86400;
    return result;
}
