struct twice { int x; };
