#pragma once
size_t count(void);
