"""What a build consists of, by name: known to the command line before anything heavy is imported."""

PARTS = ("web", "print")
ALSO_CALLED = {"packs": "print"}  # a pack holds the sheets: whoever asks for one gets both
DEFAULT_PARTS = PARTS
STAGES = (
    "đọc dữ liệu",
    "dựng trang và mã",
    "dựng hướng dẫn",
    "lập chỉ mục, bản ngoại tuyến, đọc lại trang",
    "đọc lại mã",
    "dựng tờ in",
    "kiểm tra trang",
    "đọc lại tờ in",
    "dựng thư mục đi in",
    "ghi tệp",
)
CACHE_FILE = ".cache/phocap.sqlite"
MANIFEST = "manifest.json"  # in the output folder: every file with its hash
