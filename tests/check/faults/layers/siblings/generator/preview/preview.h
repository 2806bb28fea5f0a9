#ifndef P
#define P

#endif
