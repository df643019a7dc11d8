#include "resources.h"

// #embed is C23; clang takes it in older modes too and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// To add a file: put it into Resources/data (UTF-8 text, no NUL bytes) and copy one of the blocks below.
// The manifest needs no change. A test compares this list with the folder.
static const struct sesame_resource resources[] = {
    {"answers.schema.json", (const unsigned char[]){
#embed "data/answers.schema.json" suffix(, 0) if_empty(0)
    }},
    {"failures.json", (const unsigned char[]){
#embed "data/failures.json" suffix(, 0) if_empty(0)
    }},
    {"kubernetes-shapes.txt", (const unsigned char[]){
#embed "data/kubernetes-shapes.txt" suffix(, 0) if_empty(0)
    }},
    {"practices.json", (const unsigned char[]){
#embed "data/practices.json" suffix(, 0) if_empty(0)
    }},
    {"policy-cases.schema.json", (const unsigned char[]){
#embed "data/policy-cases.schema.json" suffix(, 0) if_empty(0)
    }},
    {"scenarios.json", (const unsigned char[]){
#embed "data/scenarios.json" suffix(, 0) if_empty(0)
    }},
    {"snippets.json", (const unsigned char[]){
#embed "data/snippets.json" suffix(, 0) if_empty(0)
    }},
    {"stage.schema.json", (const unsigned char[]){
#embed "data/stage.schema.json" suffix(, 0) if_empty(0)
    }},
    {"stage/booth.yaml", (const unsigned char[]){
#embed "data/stage/booth.yaml" suffix(, 0) if_empty(0)
    }},
    {"stage/talk.yaml", (const unsigned char[]){
#embed "data/stage/talk.yaml" suffix(, 0) if_empty(0)
    }},
};

const struct sesame_resource *sesame_resource_at(size_t index) {
    return index < sizeof resources / sizeof *resources ? &resources[index] : NULL;
}
