#ifndef B_
#define B_
#include "base/c.h"
#endif
