#include <kalends/app/run.hpp>

int main(int argc, char** argv) { return kalends::app::run(argc, argv); }
