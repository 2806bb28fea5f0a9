#ifndef A
#define A
#include "base/b.h"
#endif
