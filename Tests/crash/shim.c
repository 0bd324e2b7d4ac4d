// Loaded before the C library (LD_PRELOAD): a disk that takes fewer bytes than it is given and lets itself be interrupted, or one that promises
// to have synced and has not.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int mode(const char *name) { return getenv(name) != NULL; }
static unsigned count;

ssize_t write(int file, const void *bytes, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (mode("SHIM_SHORT") && file > 2) {
        if (++count % 5 == 0) { errno = EINTR; return -1; }
        if (size > 1 && count % 3 == 0) size = size / 2;
    }
    return real(file, bytes, size);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    if (mode("SHIM_SHORT")) {
        if (++count % 5 == 0) { errno = EINTR; return -1; }
        if (size > 1 && count % 3 == 0) size = size / 2;
    }
    return real(file, bytes, size, place);
}

ssize_t read(int file, void *bytes, size_t size) {
    static ssize_t (*real)(int, void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "read");
    if (mode("SHIM_SHORT")) {
        if (++count % 7 == 0) { errno = EINTR; return -1; }
        if (size > 1 && count % 4 == 0) size = size / 2 + 1;
    }
    return real(file, bytes, size);
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    return mode("SHIM_NO_SYNC") ? 0 : real(file);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    return mode("SHIM_NO_SYNC") ? 0 : real(file);
}
