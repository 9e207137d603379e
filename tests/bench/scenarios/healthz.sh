# What a request costs that does nothing: the yardstick of the network's floor.
run_healthz() {
  check healthz "$tokens" 1
  measure healthz 16 "$tokens"
}
