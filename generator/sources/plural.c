#include "sources/catalog.h"

#include "sources/messages.h"

/*
 * The expression is compiled to steps for a small stack machine: no recursion when it runs, which
 * is once for every counted phrase, and nothing to overflow, because the compiler knows how deep
 * the stack gets.
 */

#define MAX_DEPTH 32 /* of parentheses, negations and conditions inside each other */
#define MAX_STEPS 512
#define MAX_STACK 64
/* Numbers a rule must answer for when it is read. */
#define NUMBERS_TO_TRY 1000
/* Larger numbers keep their last six digits: all that a plural rule ever asks about. */
#define LAST_DIGITS 1000000

enum step_kind {
    STEP_NUMBER, /* push `value` */
    STEP_N,      /* push n */
    STEP_NOT,
    STEP_MULTIPLY,
    STEP_DIVIDE,
    STEP_REMAINDER,
    STEP_ADD,
    STEP_SUBTRACT,
    STEP_LESS,
    STEP_LESS_OR_EQUAL,
    STEP_GREATER,
    STEP_GREATER_OR_EQUAL,
    STEP_EQUAL,
    STEP_NOT_EQUAL,
    STEP_JUMP,        /* go on at step `value` */
    STEP_JUMP_IF_ZERO /* pop; go on at step `value` if it was 0 */
};

struct step {
    enum step_kind kind;
    uint32_t value;
};

struct plural_rule {
    uint32_t count;                             /* of forms */
    uint32_t numbers[CATALOG_MAX_PLURAL_FORMS]; /* how many of those tried take each form, */
    uint32_t larger[CATALOG_MAX_PLURAL_FORMS];  /* and how many of these are not 0 or 1 */
    size_t step_count;
    struct step steps[];
};

/* ---- Running -----------------------------------------------------------------------------------
 */

static bool apply(enum step_kind kind, uint32_t left, uint32_t right, uint32_t *result) {
    switch (kind) {
    case STEP_MULTIPLY:
        *result = left * right;
        return true;
    case STEP_DIVIDE:
        *result = right == 0 ? 0 : left / right;
        return right != 0;
    case STEP_REMAINDER:
        *result = right == 0 ? 0 : left % right;
        return right != 0;
    case STEP_ADD:
        *result = left + right;
        return true;
    case STEP_SUBTRACT:
        *result = left - right;
        return true;
    case STEP_LESS:
        *result = left < right;
        return true;
    case STEP_LESS_OR_EQUAL:
        *result = left <= right;
        return true;
    case STEP_GREATER:
        *result = left > right;
        return true;
    case STEP_GREATER_OR_EQUAL:
        *result = left >= right;
        return true;
    case STEP_EQUAL:
        *result = left == right;
        return true;
    case STEP_NOT_EQUAL:
        *result = left != right;
        return true;
    default:
        return false;
    }
}

/* False after a division by zero. */
static bool run(const struct plural_rule *rule, uint32_t n, uint32_t *result) {
    uint32_t stack[MAX_STACK];
    size_t depth = 0;
    for (size_t at = 0; at < rule->step_count; at++) {
        const struct step *step = &rule->steps[at];
        if (step->kind == STEP_NUMBER || step->kind == STEP_N) {
            stack[depth++] = step->kind == STEP_N ? n : step->value;
        } else if (step->kind == STEP_NOT) {
            stack[depth - 1] = !stack[depth - 1];
        } else if (step->kind == STEP_JUMP) {
            at = step->value - 1;
        } else if (step->kind == STEP_JUMP_IF_ZERO) {
            if (stack[--depth] == 0) {
                at = step->value - 1;
            }
        } else {
            depth--;
            if (!apply(step->kind, stack[depth - 1], stack[depth], &stack[depth - 1])) {
                return false;
            }
        }
    }
    *result = stack[0];
    return true;
}

uint32_t plural_index(const struct plural_rule *rule, uint64_t n) {
    uint32_t index = 0;
    if (rule == NULL) {
        return 0;
    }
    uint32_t small = (uint32_t)(n < LAST_DIGITS ? n : LAST_DIGITS + n % LAST_DIGITS);
    return run(rule, small, &index) && index < rule->count ? index : 0;
}

/* ---- Compiling ---------------------------------------------------------------------------------
 */

struct compiler {
    struct str text;
    size_t at;
    struct step steps[MAX_STEPS];
    size_t step_count;
    size_t stack;
    unsigned depth;
    bool is_wrong;
};

static void compile_condition(struct compiler *compiler);

static char peek(struct compiler *compiler) {
    while (compiler->at < compiler->text.length &&
           char_is_blank(compiler->text.data[compiler->at])) {
        compiler->at++;
    }
    return compiler->at < compiler->text.length ? compiler->text.data[compiler->at] : '\0';
}

static bool accept(struct compiler *compiler, struct str token) {
    peek(compiler);
    if (!str_starts(str_from_byte(compiler->text, compiler->at), token)) {
        return false;
    }
    compiler->at += token.length;
    return true;
}

/* Adds a step that leaves the stack `pushed` higher and takes `popped` off before. Returns its
   index, so that a jump can be aimed later. */
static size_t emit(struct compiler *compiler, enum step_kind kind, uint32_t value, size_t popped,
                   size_t pushed) {
    if (compiler->step_count == MAX_STEPS || compiler->stack < popped ||
        compiler->stack - popped + pushed > MAX_STACK) {
        compiler->is_wrong = true;
        return 0;
    }
    compiler->stack = compiler->stack - popped + pushed;
    compiler->steps[compiler->step_count] = (struct step){kind, value};
    return compiler->step_count++;
}

/* Aims the jump at the step that comes next. */
static void land(struct compiler *compiler, size_t jump) {
    compiler->steps[jump].value = (uint32_t)compiler->step_count;
}

static bool enter(struct compiler *compiler) {
    if (compiler->depth == MAX_DEPTH) {
        compiler->is_wrong = true;
    }
    compiler->depth++;
    return !compiler->is_wrong;
}

static void compile_number(struct compiler *compiler) {
    size_t start = compiler->at;
    uint32_t value = 0;
    while (compiler->at < compiler->text.length &&
           char_is_digit(compiler->text.data[compiler->at])) {
        compiler->at++;
    }
    if (!str_to_u32(str_slice(compiler->text, start, compiler->at), &value)) {
        compiler->is_wrong = true;
    }
    emit(compiler, STEP_NUMBER, value, 0, 1);
}

static void compile_operand(struct compiler *compiler) {
    if (enter(compiler)) {
        if (char_is_digit(peek(compiler))) {
            compile_number(compiler);
        } else if (accept(compiler, STR("n"))) {
            emit(compiler, STEP_N, 0, 0, 1);
        } else if (accept(compiler, STR("!"))) {
            compile_operand(compiler);
            emit(compiler, STEP_NOT, 0, 1, 1);
        } else if (accept(compiler, STR("("))) {
            compile_condition(compiler);
            compiler->is_wrong |= !accept(compiler, STR(")"));
        } else {
            compiler->is_wrong = true;
        }
    }
    compiler->depth--;
}

/* The operators of C by strength, strongest first; longer tokens before those they start with. */
#define STRENGTHS 4
static const struct operator{
    struct str token;
    enum step_kind kind;
    unsigned strength;
}
operators[] = {
    {STR_INIT("*"), STEP_MULTIPLY, 0},          {STR_INIT("/"), STEP_DIVIDE, 0},
    {STR_INIT("%"), STEP_REMAINDER, 0},         {STR_INIT("+"), STEP_ADD, 1},
    {STR_INIT("-"), STEP_SUBTRACT, 1},          {STR_INIT("<="), STEP_LESS_OR_EQUAL, 2},
    {STR_INIT(">="), STEP_GREATER_OR_EQUAL, 2}, {STR_INIT("<"), STEP_LESS, 2},
    {STR_INIT(">"), STEP_GREATER, 2},           {STR_INIT("=="), STEP_EQUAL, 3},
    {STR_INIT("!="), STEP_NOT_EQUAL, 3},
};

static const struct operator* accept_operator(struct compiler *compiler, unsigned strength) {
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (operators[i].strength == strength && accept(compiler, operators[i].token)) {
            return &operators[i];
        }
    }
    return NULL;
}

/* All operators up to `strength`, from left to right. Calls itself once a strength, four deep. */
static void compile_binary(struct compiler *compiler, unsigned strength) {
    const struct operator* operator;
    if (strength == 0) {
        compile_operand(compiler);
    } else {
        compile_binary(compiler, strength - 1);
    }
    while (!compiler->is_wrong && (operator= accept_operator(compiler, strength)) != NULL) {
        if (strength == 0) {
            compile_operand(compiler);
        } else {
            compile_binary(compiler, strength - 1);
        }
        emit(compiler, operator->kind, 0, 2, 1);
    }
}

/* The value on the stack becomes 0 or 1. */
static void emit_truth(struct compiler *compiler) {
    emit(compiler, STEP_NOT, 0, 1, 1);
    emit(compiler, STEP_NOT, 0, 1, 1);
}

/* a && b: the right side must not run where the left one has decided, for it may divide by n. */
static void compile_and(struct compiler *compiler) {
    compile_binary(compiler, STRENGTHS - 1);
    while (!compiler->is_wrong && accept(compiler, STR("&&"))) {
        size_t to_false = emit(compiler, STEP_JUMP_IF_ZERO, 0, 1, 0);
        compile_binary(compiler, STRENGTHS - 1);
        emit_truth(compiler);
        size_t to_end = emit(compiler, STEP_JUMP, 0, 1, 0);
        land(compiler, to_false);
        emit(compiler, STEP_NUMBER, 0, 0, 1);
        land(compiler, to_end);
    }
}

/* a || b, as !a ? b : 1. */
static void compile_or(struct compiler *compiler) {
    compile_and(compiler);
    while (!compiler->is_wrong && accept(compiler, STR("||"))) {
        size_t to_right = emit(compiler, STEP_JUMP_IF_ZERO, 0, 1, 0);
        emit(compiler, STEP_NUMBER, 1, 0, 1);
        size_t to_end = emit(compiler, STEP_JUMP, 0, 1, 0);
        land(compiler, to_right);
        compile_and(compiler);
        emit_truth(compiler);
        land(compiler, to_end);
    }
}

static void compile_condition(struct compiler *compiler) {
    if (enter(compiler)) {
        compile_or(compiler);
        if (!compiler->is_wrong && accept(compiler, STR("?"))) {
            size_t to_else = emit(compiler, STEP_JUMP_IF_ZERO, 0, 1, 0);
            compile_condition(compiler);
            size_t to_end = emit(compiler, STEP_JUMP, 0, 1, 0);
            compiler->is_wrong |= !accept(compiler, STR(":"));
            land(compiler, to_else);
            compile_condition(compiler);
            land(compiler, to_end);
        }
    }
    compiler->depth--;
}

/* ---- The header --------------------------------------------------------------------------------
 */

/* "nplurals = 3" -> 3 in `count`. */
static bool read_count(struct str part, uint32_t *count) {
    struct str value = part;
    struct str name = str_trim(str_cut(&value, '='));
    return str_equal(name, STR("nplurals")) && str_to_u32(str_trim(value), count) && *count >= 1 &&
           *count <= CATALOG_MAX_PLURAL_FORMS;
}

static bool compile_rule(struct str part, struct compiler *compiler) {
    struct str expression = part;
    struct str name = str_trim(str_cut(&expression, '='));
    if (!str_equal(name, STR("plural"))) {
        return false;
    }
    compiler->text = expression;
    compile_condition(compiler);
    return !compiler->is_wrong && peek(compiler) == '\0' && compiler->at == expression.length;
}

/* Returns the first number the rule has no form for, or STR_NONE. */
static size_t try_numbers(struct plural_rule *rule) {
    uint32_t index = 0;
    for (uint32_t n = 0; n <= NUMBERS_TO_TRY; n++) {
        if (!run(rule, n, &index) || index >= rule->count) {
            return n;
        }
        rule->numbers[index]++;
        rule->larger[index] += n > 1;
    }
    return STR_NONE;
}

bool plural_form_is_rare(const struct plural_rule *rule, uint32_t form) {
    if (rule == NULL || form >= rule->count) {
        return form > 0;
    }
    return rule->numbers[form] <= 1 || rule->larger[form] == 0;
}

const struct plural_rule *plural_parse(struct str header, struct place place, uint32_t *count,
                                       struct arena *arena, struct diags *diags) {
    struct compiler compiler = {0};
    struct str rest = header;
    struct str count_part = str_cut(&rest, ';');
    struct str rule_part = str_cut(&rest, ';');
    *count = 1;
    if (!read_count(count_part, count)) {
        *count = 1;
        diag(diags, &MSG_PLURAL_COUNT, place, str_trim(header), STR("6"));
        return NULL;
    }
    if (!compile_rule(rule_part, &compiler) || str_trim(rest).length > 0) {
        diag(diags, &MSG_PLURAL_SYNTAX, place, str_trim(header));
        return NULL;
    }
    struct plural_rule *rule =
        arena_alloc(arena, sizeof *rule + compiler.step_count * sizeof compiler.steps[0]);
    rule->count = *count;
    rule->step_count = compiler.step_count;
    memcpy(rule->steps, compiler.steps, compiler.step_count * sizeof compiler.steps[0]);
    size_t bad = try_numbers(rule);
    if (bad != STR_NONE) {
        diag(diags, &MSG_PLURAL_NUMBER, place, str_format(arena, "%zu", bad),
             str_format(arena, "%u", (unsigned)*count));
        return NULL;
    }
    return rule;
}
