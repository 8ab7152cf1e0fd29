<?php
// seed.php SITE ARTICLES.jsonl THEME: installs WordPress in Indonesian and Makassar time, and publishes the articles.
// A line: {"title", "html", "author", "published": "YYYY-MM-DD HH:MM:SS" (Makassar), "category", "tags": [...], "slug"}
[, $site, $articles, $stylesheet] = $argv;
define('WP_INSTALLING', true);
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';

function author_id(string $name): int {
    $login = sanitize_title($name);
    return get_user_by('login', $login)->ID ?? wp_insert_user([
        'user_login' => $login, 'user_pass' => wp_generate_password(), 'display_name' => $name, 'role' => 'author',
    ]);
}

// First a draft, as from the editor: only so its guid is /?p=N.
function publish(array $article): void {
    $post = wp_insert_post(wp_slash([
        'post_status' => 'draft',
        'post_title' => $article['title'],
        'post_name' => $article['slug'],
        'post_content' => $article['html'],
        'post_date' => $article['published'],
        'post_date_gmt' => get_gmt_from_date($article['published']),
        'post_author' => author_id($article['author']),
        'post_category' => [wp_create_category($article['category'])],
        'tags_input' => $article['tags'],
    ]), true);
    if (is_wp_error($post)) throw new RuntimeException("{$article['slug']}: {$post->get_error_message()}");
    wp_publish_post($post);
}

add_filter('pre_wp_mail', '__return_false');
wp_install('Poros Celebes', 'pengelola', 'pengelola@example.test', true, '', wp_generate_password(), 'id_ID');
wp_delete_post(1, true); // the sample post of a new WordPress
foreach ([
    'WPLANG' => 'id_ID', 'timezone_string' => 'Asia/Makassar', 'date_format' => 'l, j F Y', 'time_format' => 'H:i',
    'permalink_structure' => getenv('PERMALINK') ?: '/%year%/%monthnum%/%day%/%postname%/',
] as $option => $value) update_option($option, $value);
if (!wp_get_theme($stylesheet)->exists()) throw new RuntimeException("no theme $stylesheet");
switch_theme($stylesheet);
kses_remove_filters(); // articles keep their HTML as written
foreach (file($articles, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    publish(json_decode($line, true, 512, JSON_THROW_ON_ERROR));
}
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules();
