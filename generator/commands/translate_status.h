/*
 * translate_status.h - how far translations are, for people at a terminal and for programs.
 */
#ifndef ISOGLOSS_COMMANDS_TRANSLATE_STATUS_H
#define ISOGLOSS_COMMANDS_TRANSLATE_STATUS_H

#include "commands/commands.h"
#include "translate/translate.h"

/* Tables; of items that are named, each segment that is not current. */
void translate_status(struct run *run, const struct site *site, const struct selection *selection);

#endif
