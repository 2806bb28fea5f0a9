void *f(void) { return fopen("a", "w"); }
