#ifndef C
#define C
#include "base/a.h"
#endif
