#!/bin/bash
# A real WordPress on loopback, filled from a JSON Lines file: to crawl in tests, and to record fixtures from.
#
#   up.sh [--install] DIR PORT ARTICLES.jsonl [THEME]     starts it in DIR (a new folder) and prints its address
#   HOME_URL=http://host         another public address: ask 127.0.0.1:PORT with "Host: host"
#   PERMALINK=/%postname%/       another form of article address
#
# Debian's packages are installed only with --install or where CI=true.
# Exit codes: 0 it answers, 1 it did not start (see DIR/*.log), 2 wrong use, 3 packages are missing.
set -euo pipefail

fail() { echo "up.sh: $2" >&2; exit "$1"; }

missing_packages() {
  for package in wordpress wordpress-l10n "wordpress-theme-$theme" php-cli php-mysql php-xml php-mbstring mariadb-server curl; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || echo "$package"
  done
}

install_packages() {
  local missing root=
  missing=$(missing_packages | xargs)
  [ "$missing" ] || return 0
  [ "${install:-}" ] || [ "${CI:-}" = true ] || fail 3 "needs $missing (install them, or call it with --install)"
  [ "$(id -u)" = 0 ] || root=sudo
  $root timeout 300 apt-get update -qq
  $root env DEBIAN_FRONTEND=noninteractive timeout 900 apt-get install -y -qq --no-install-recommends $missing >&2
}

eventually() {
  local end=$((SECONDS + 60))
  until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || return 1; sleep 0.25; done
}

sql() { mariadb --no-defaults -u root -S "$dir/db.sock" -e "$1"; }

start_database() {
  timeout 120 mysql_install_db --no-defaults --user="$(id -un)" --datadir="$dir/db" --auth-root-authentication-method=normal >"$dir/db.log" 2>&1
  setsid mariadbd --no-defaults --user="$(id -un)" --datadir="$dir/db" --socket="$dir/db.sock" --skip-networking >>"$dir/db.log" 2>&1 &
  echo $! >"$dir/db.pid"
  eventually sql "select 1"
  sql "create database wordpress character set utf8mb4"
}

write_config() {
  cat >"$dir/site/wp-config.php" <<PHP
<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:$dir/db.sock'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '$home'); define('WP_SITEURL', '$home'); define('WPLANG', 'id_ID');
define('WP_DISABLE_FATAL_ERROR_HANDLER', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
\$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
PHP
}

start_php() {
  PHP_CLI_SERVER_WORKERS=4 setsid php -S "127.0.0.1:$port" -t "$dir/site" "$here/router.php" >"$dir/php.log" 2>&1 &
  echo $! >"$dir/php.pid"
  eventually curl -sf --max-time 10 "http://127.0.0.1:$port/"
}

give_up() { "$here/down.sh" "$dir"; echo "up.sh: did not start, see $dir/*.log" >&2; exit 1; }

[ "${1:-}" = --install ] && install=yes && shift
[ $# -ge 3 ] || fail 2 "usage: up.sh [--install] DIR PORT ARTICLES.jsonl [THEME]"
[ -f "$3" ] || fail 2 "no file $3"
[ ! -e "$1/site" ] || fail 2 "$1 holds a site already: stop it with down.sh and remove the folder"
here=$(cd "$(dirname "$0")" && pwd) port=$2 articles=$(realpath "$3") theme=${4:-twentytwentyone}
home=${HOME_URL:-http://127.0.0.1:$port}
! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail 2 "port $port is taken"
install_packages
mkdir -p "$1"; dir=$(realpath "$1")
trap give_up EXIT
cp -rL /usr/share/wordpress "$dir/site"
start_database
write_config
timeout 300 php -d display_errors=stderr "$here/seed.php" "$dir/site" "$articles" "$theme" >"$dir/seed.log" 2>&1
start_php
trap - EXIT
echo "$home/"
