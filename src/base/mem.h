/* mem.h - allocation that ends the process, with one clear line, when memory is gone.
 *
 * Nothing is lost by that: whatever was acknowledged is in the database already, and the
 * service manager starts the process again. What these return is freed with free(). */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* count * size bytes, zeroed; the product is checked. Never NULL. */
void *mem_zalloc(size_t count, size_t size);
/* Grows or shrinks p (NULL allowed) to count * size bytes; new bytes are not zeroed. Never NULL. */
void *mem_resize(void *p, size_t count, size_t size);
/* A copy of s, or NULL for NULL. */
char *mem_strdup(const char *s);

/* For a program that runs for months and makes large pictures: what is freed goes back to the machine. Call
 * once, before threads. */
void mem_tune(void);
/* Frees what malloc and its like gave, after wiping it: for what a visitor typed, for passwords. NULL allowed. */
void mem_free_wiped(void *p);

#endif
