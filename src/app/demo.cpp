#include "demo.hpp"

namespace kalends::app {

void fill_demo(App&, const Clock&) {}
void explain_demo() {}

}  // namespace kalends::app
