void f(int d) { mkdirat(d, "a", 0777); }
