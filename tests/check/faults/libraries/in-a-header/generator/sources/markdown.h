#ifndef C
#define C
#include <cmark.h>
#endif
