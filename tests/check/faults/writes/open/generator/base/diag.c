int f(void)
{
    return open("a",
        O_WRONLY | O_CLOEXEC);
}
