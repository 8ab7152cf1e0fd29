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

packages="wordpress wordpress-l10n wordpress-theme-twentytwentyone php-cli php-mysql php-xml php-mbstring mariadb-server"

fail() { echo "up.sh: $2" >&2; exit "$1"; }

install_packages() {
  dpkg-query -W $packages >/dev/null 2>&1 && return
  [ "${install:-}" ] || [ "${CI:-}" = true ] || fail 3 "needs apt-get install --no-install-recommends $packages (or call it with --install)"
  local root=; [ "$(id -u)" = 0 ] || root=sudo
  $root timeout 300 apt-get update -qq
  $root env DEBIAN_FRONTEND=noninteractive timeout 900 apt-get install -y -qq --no-install-recommends $packages
}

eventually() { for _ in $(seq 120); do "$@" >/dev/null 2>&1 && return; sleep 0.25; done; return 1; }

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
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
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

[ "${1:-}" = --install ] && install=yes && shift
[ $# -ge 3 ] || fail 2 "usage: up.sh [--install] DIR PORT ARTICLES.jsonl [THEME]"
[ -f "$3" ] || fail 2 "no file $3"
[ ! -e "$1/site" ] || fail 2 "$1 holds a site already: down.sh $1, then remove it"
here=$(cd "$(dirname "$0")" && pwd) port=$2 articles=$(realpath "$3") theme=${4:-twentytwentyone}
home=${HOME_URL:-http://127.0.0.1:$port}
install_packages
mkdir -p "$1"; dir=$(realpath "$1")
trap '"$here/down.sh" "$dir"; fail 1 "did not start, see $dir/*.log"' ERR
cp -rL /usr/share/wordpress "$dir/site"
start_database
write_config
timeout 300 php "$here/seed.php" "$dir/site" "$articles" "$theme" >"$dir/seed.log" 2>&1
start_php
trap - ERR
echo "$home/"
