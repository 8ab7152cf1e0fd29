"""What stands among the paragraphs and is not the article, known by its words or by the names of its element."""

import re

from lxml import etree

from crawler.parse.tree import tokens

# Words of class names and ids, by what they mark. A body container can carry such a word too: see `body.is_small`.
_NAMES = {
    "advert": "ad ads adv advert advertisement advertise adsbygoogle adsense adslot adsmanager iklan banner gpt dfp billboard "
    "skyscraper parallax parallaxindetail scrollpage revive taboola mgid outbrain innity teads sponsored flying carpet",
    "related": "baca bacajuga bacaan lihatjg linksisip related relatedposts terkait rekomendasi recommended recommendation irp "
    "inlinerelated readmore readmoreinline populer terpopuler trending jnewsinline yarpp crp rpbt taxonomytopics",
    "share": "share shares sharing sharebox sharedaddy sosmed sosmedia social socials addtoany addthis follow subscribe "
    "newsletter shareaholic heateor ssba apss likebox fbquote whatsapp telegram channelbox",
    "tags": "tag tags tagcloud taglist hashtag hashtags tagdetail",
    "caption": "caption captions figcaption cp photocredit imgcaption captionimg deskripsifoto",
    "paging": "paging pagination pagelinks postnavlinks prevnextpost pager pagelink multipage",
    "comments": "comment comments komentar respond disqus rating ratings kksr kkstar views pvc postviews tptn reaction reactions "
    "authorbox abouttheauthor boxauthor",
    "contents": "toc tableofcontents eztoc lwptoc daftarisi",
    "hidden": "hide hidden none screenreadertext sronly visuallyhidden invisible",
    "embed": "twittertweet instagrammedia fbpost fbvideo tiktokembed gambas video20detik embedvideo",
}
_BY_WORD = {word: kind for kind, words in _NAMES.items() for word in words.split()}
_BY_TOKEN = {
    "td-a-rec": "advert", "code-block": "advert", "jeg_ad": "advert", "ai-viewports": "advert", "d-none": "hidden",
    "screen-reader-text": "hidden", "sr-only": "hidden", "visually-hidden": "hidden", "page-links": "paging",
    "post-nav-links": "paging", "page-link": "paging", "twitter-tweet": "embed", "instagram-media": "embed", "ez-toc-container": "contents",
    "fb-post": "embed", "fb-video": "embed", "tiktok-embed": "embed", "post-views": "comments", "author-box": "comments",
    "kk-star-ratings": "comments", "jp-relatedposts": "related", "ext-channel": "share", "print-only": "hidden", "editor-note-hidden": "hidden",
}  # fmt: skip
# Words that mark noise only when the whole name is that one word: `text-none`, `video-baca-views` say nothing.
_WHOLE_ONLY = {
    "none",
    "hide",
    "hidden",
    "tag",
    "cp",
    "views",
    "whatsapp",
    "telegram",
    "carpet",
    "flying",
    "follow",
    "baca",
    "invisible",
}
_SPLIT = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])|\d+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

DROPPED_TAGS = {
    "script": "", "style": "", "noscript": "", "template": "", "iframe": "", "object": "", "embed": "", "video": "", "audio": "",
    "canvas": "", "svg": "", "map": "", "link": "", "meta": "", "input": "", "select": "", "textarea": "", "title": "", "img": "",
    "ins": "advert", "button": "share", "form": "form", "nav": "paging", "figcaption": "caption", "footer": "footer", "aside": "related",
}  # fmt: skip


def element_noise(element: etree._Element) -> str | None:
    """The kind of noise that an element's tag, style or names announce; "" for what is no text at all; None for none."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in DROPPED_TAGS:
        return DROPPED_TAGS[tag]
    if not element.attrib:
        return None
    style = element.get("style")
    if element.get("hidden") is not None or (style and _HIDDEN_STYLE.search(style)):
        return "hidden"
    return next((kind for token in tokens(element) if (kind := name_noise(token))), None)


def name_noise(token: str) -> str | None:
    """The kind of noise that a class name or id speaks of.

    >>> name_noise("div-gpt-ad-1572510743529-0"), name_noise("td-post-content"), name_noise("bacaJuga")
    ('advert', None, 'related')
    """
    if token in _BY_TOKEN:
        return _BY_TOKEN[token]
    whole = token.lower()
    if whole in _BY_WORD:
        return _BY_WORD[whole]
    words = [word.lower() for word in _SPLIT.split(token) if word]
    joined = "".join(words)
    if joined in _BY_WORD and joined not in _WHOLE_ONLY:
        return _BY_WORD[joined]
    return next((_BY_WORD[word] for word in words if word in _BY_WORD and word not in _WHOLE_ONLY), _pair(words))


def _pair(words: list[str]) -> str | None:
    pairs = ("".join(pair) for pair in zip(words, words[1:], strict=False))
    return next((_BY_WORD[pair] for pair in pairs if pair in _BY_WORD), None)


_LEAD_IN = r"(?:[\W_]*)"
_TEXTS = {
    "related": (
        rf"^{_LEAD_IN}(?:baca|lihat|simak|tonton|saksikan|cek)\s*(?:juga|pula|selengkapnya|lainnya)\b",
        rf"^{_LEAD_IN}baca\s*(?:berita|artikel|lainnya|selengkapnya|di\s?sini|tulisan)?[^.:!?]{{0,25}}\s*[:»>]",
        rf"^{_LEAD_IN}(?:simak|lihat|tonton|saksikan|nonton)\s+(?:juga\s+)?(?:video|foto|infografis|live|cuplikan|tayangan)\b",
        rf"^{_LEAD_IN}(?:berita|artikel|konten|tulisan)\s+(?:terkait|lain(?:nya)?|rekomendasi|pilihan|populer|terpopuler|terbaru|terkini)"
        r"[^.]{0,40}$",
        rf"^{_LEAD_IN}(?:jangan\s+lewatkan|pilihan\s+(?:redaksi|editor)|rekomendasi\s+untuk\s+anda|terpopuler|terkait|terkini)\W*$",
        rf"^{_LEAD_IN}(?:jangan\s+(?:lewatkan|lupa)|klik|scroll|lihat)\b.{{0,80}}(?:berikut|di\s+bawah|di\s?sini)\b.{{0,30}}$",
    ),
    "share": (
        rf"^{_LEAD_IN}(?:dapatkan|ikuti|cek|gabung|ayo|mari|yuk|bergabung|join|follow|update|simak|klik|jangan|baca|kunjungi|download|unduh|"
        r"nikmati|pantau|temukan|silakan|kamu|anda|untuk)\b.{0,220}\b(?:google\s*news|whats\s?app|telegram|saluran|wa\s+channel|channel\s+wa|"
        r"aplikasi|newsletter|instagram|facebook|tiktok|youtube|breaking\s+news|grup|medsos)\b",
        r"^(?:google\s+news|follow|ikuti\s+kami|ikuti\s+kami\s+di|share|tweet|facebook|twitter|whatsapp|telegram|bagikan|sebarkan|copy\s*link|email|"
        r"pinterest|line|print|cetak)\W*$",
        r"^(?:bagikan|sebarkan|share)(?:\s+(?:artikel|berita|halaman|this))?(?:\s+ini)?(?:\s+(?:ke|di|via|lewat|:).*)?\W*$",
        r"^(?:\d[\d.,]*\s*)?(?:shares?|kali\s+dibagikan)\W*$",
        r"^(?:suka\s+ini|like\s+this|memuat|loading)\W*$",
    ),
    "syndication": (
        r"^\W*(?:artikel|berita|tulisan|konten|naskah)\s+ini\s+(?:\w+\s+){0,3}(?:tayang|terbit|dimuat|dipublikasikan|diterbitkan|diambil|dikutip)\b",
        r"^\W*(?:artikel|berita)\s+asli\b", r"\bfirst\s+appeared\s+on\b", r"^\W*this\s+(?:article|post)\s+(?:was|has|first)\b",
    ),
    "copyright": (
        r"^\W*(?:copyright|hak\s+cipta|©|\(c\)\s)", r"^\W*dilarang\s+(?:keras\s+)?(?:meng|meny|memp|me)\w+.{0,80}(?:konten|isi|artikel|berita|tanpa)\b",
    ),
    "paging": (
        r"^\W*(?:halaman|laman|hal\.?)\s*(?:selanjutnya|berikutnya|sebelumnya|:|\d[\d\s|/dari]*$)", r"^(?:page|pages)\s*:?\s*[\d\s|]+$",
        r"^\W*(?:selanjutnya|berikutnya|sebelumnya|next|prev(?:ious)?|show\s+all|tampilkan\s+semua|selengkapnya|lanjut(?:kan)?\s+membaca)\W*$",
        r"^\W*(?:lanjut|bersambung)\s+ke\s+(?:halaman|laman)\b", r"^\W*\d+(?:\s+\d+)*(?:\s+(?:selanjutnya|berikutnya|next))\W*$",
    ),
    "advert": (
        r"^\W*(?:advertisements?|iklan|sponsored|promoted|ads|pariwara)\W*$", r"scroll\s+to\s+(?:continue|resume)\b|^\W*lanjut\s+baca\s+konten\b",
        r"^\W*banner\s+\d+\s*x\s*\d+\W*$", r"^\W*(?:gulir|geser)\s+untuk\s+(?:lanjut|melanjutkan|membaca)\b",
    ),
    "embed": (r"^\[(?:gambas|youtube|embed|video|gallery|caption|instagram|twitter|facebook)\b[^\]]*\]$",),
    "tags": (r"^\W*(?:tags?|topik|label|hashtag|kata\s+kunci|kumpulan\s+berita\s+terkait)\s*[:|]", r"^(?:#[\w.&'-]+(?:\s+(?=#)|\s*,\s*|\s*$|\s+[\w]+\s*(?=#|$)))+$"),
    "comments": (
        r"^\W*(?:tinggalkan|tulis|beri|berikan|kirim)\s+(?:sebuah\s+)?(?:komentar|balasan)\b", r"^\W*\d*\s*komentar\W*\d*$", r"^(?:post\s+)?views?\s*:?\s*[\d.,k]+$",
        r"^\W*(?:dibaca|dilihat)\s*:?\s*[\d.,]+(?:\s*kali)?\W*$", r"^\W*rate\s+artikel\b", r"^A\+?\s*\|?\s*(?:reset)?\s*\|?\s*A-?$",
    ),
    "caption": (r"^\W*(?:lihat\s+foto|perbesar|foto\s+ilustrasi|ilustrasi)\W*$", r"^\W*(?:foto|photo|sumber\s+foto|dok(?:umentasi)?\.?(?:\s+foto)?|gambar|ilustrasi|keterangan\s+foto|ket\.?\s+foto)\s*[:/].{0,250}$"),
}  # fmt: skip
_RULES = [(kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in _TEXTS.items()]
_LABEL = re.compile(r"[:»]\s*$|^[^.]{0,45}$")
_LONG = 420


def text_noise(text: str) -> str | None:
    """The kind of noise that a whole paragraph is by its words.

    >>> text_noise("Baca Juga : Harga cabai di Palu naik"), text_noise("Baca puisi, ia menang di Palu.")
    ('related', None)
    """
    if len(text) > _LONG:
        return None
    return next((kind for kind, rule in _RULES if rule.search(text)), None)


def is_label(text: str) -> bool:
    """Whether such a line only announces the links that follow it."""
    return bool(_LABEL.search(text))
