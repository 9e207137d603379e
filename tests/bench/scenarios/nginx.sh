# A yardstick: nginx serving a file as large as a week's answer, with as many threads as Kalends has.
needs_nginx=week

# A free port is found by trying.
start_nginx() {
  mkdir -p "$directory/nginx"
  head -c "${bytes_week%.*}" /dev/zero | tr '\0' x >"$directory/nginx/week"
  for try in 1 2 3 4 5; do
    port=$((20000 + ($$ + try * 1009) % 20000))
    cat >"$directory/nginx/conf" <<CONF
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
worker_processes $(nproc);
daemon off;
pid $PWD/$directory/nginx/pid;
error_log stderr crit;
events { worker_connections 256; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path $PWD/$directory/nginx/body;
  proxy_temp_path $PWD/$directory/nginx/proxy;
  fastcgi_temp_path $PWD/$directory/nginx/fastcgi;
  uwsgi_temp_path $PWD/$directory/nginx/uwsgi;
  scgi_temp_path $PWD/$directory/nginx/scgi;
  open_file_cache max=10;
  server { listen 127.0.0.1:$port reuseport; root $PWD/$directory/nginx; }
}
CONF
    nginx -p "$PWD/$directory/nginx" -c conf 2>"$directory/nginx/log" &
    nginx=$!
    for look in 1 2 3 4 5 6 7 8 9 10; do
      ! curl -s -o /dev/null "http://127.0.0.1:$port/week" || return 0
      kill -0 "$nginx" 2>/dev/null || break
      sleep 0.1
    done
    kill "$nginx" 2>/dev/null || true
  done
  fail "nginx does not start: $(cat "$directory/nginx/log")"
}

run_nginx() {
  start_nginx
  out=$(wrk --latency -t2 -c16 "-d${seconds}s" "http://127.0.0.1:$port/week" 2>&1) || fail "nginx: $out"
  kill "$nginx"
  wait "$nginx" || true
  ! echo "$out" | grep -q 'Non-2xx\|Socket errors' || fail "nginx: $out"
  rate_nginx=$(echo "$out" | awk '/^Requests\/sec:/ { print $2 }')
  figure nginx rate "$rate_nginx" requests/s
  compare rate week nginx
}
