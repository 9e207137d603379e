# What the server takes without sockets: when it has started, and after the mix at its busiest.
run_memory() {
  start_server
  figure memory 'own memory after the start' "$(calculate "$(memory_of Pss_Anon) / 1024")" MiB
  planned "$reads_at_peak,$writes_at_peak" "${KALENDS_BENCH_MEMORY_SECONDS:-30}x10" --reads 256 --writes 128
  figure memory 'own memory after the mix' "$(calculate "$(memory_of Pss_Anon) / 1024")" MiB '<=150'
  figure memory 'pages of files, mapped' "$(calculate "$(memory_of Pss_File) / 1024")" MiB
}
