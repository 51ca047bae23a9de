"""The child process that takes the text out of an uploaded file: bytes in by stdin, JSON out by stdout, limited.

Started by files.py with `python -I`; imports neither Django nor anything that reads settings.
"""

import json
import resource
import sys

MEMORY, SECONDS = 600_000_000, 30


def main() -> None:
    """Writes {"text": …} or {"refused": code}."""
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = {"text": extract(kind, data)}
    except (MemoryError, RecursionError):
        answer = {"refused": "too_heavy"}
    except Exception:
        answer = {"refused": "unreadable"}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))
    sys.stdout.flush()


def extract(kind: str, data: bytes) -> str:
    """Text of a file of kind "docx" or "pdf"; raises whatever the parsers raise."""
    if kind == "docx":
        from programs.domain.reading.docx_text import docx_text

        return docx_text(data)
    from programs.domain.reading.pdf_text import pdf_text

    return pdf_text(data)


if __name__ == "__main__":
    main()
