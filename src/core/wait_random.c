#include "core/wait_random.h"

#include <math.h>
#include <pthread.h>

static double normals[WAIT_NORMALS];

/* Solves erfc(-z / sqrt(2)) / 2 = p by Newton's method, from below the middle outwards. */
static void fill(void)
{
    double z = 0;
    for (int i = WAIT_NORMALS / 2; i < WAIT_NORMALS; i++) {
        double p = (i + 0.5) / WAIT_NORMALS;
        for (int step = 0; step < 6; step++) {
            double density = exp(-z * z / 2) / 2.50662827463100050242;
            z += (p - erfc(-z / 1.41421356237309504880) / 2) / density;
        }
        normals[i] = z;
        normals[WAIT_NORMALS - 1 - i] = -z;
    }
}

const double *wait_normals(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, fill);
    return normals;
}
