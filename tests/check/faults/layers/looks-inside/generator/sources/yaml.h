#ifndef Y
#define Y

#endif
