#include "resources.h"
int sesame_resources_placeholder;
