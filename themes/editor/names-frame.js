globalThis.PHOCAP_NAMES = { joined: (text) => wordsOf(text).join(""), warnings };
