/* rename() here is fine */
void f(void) { rename("a", "b"); }
