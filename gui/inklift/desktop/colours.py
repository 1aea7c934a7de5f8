"""The colours of the program, named by what they are for, in light and in dark."""

from typing import Final, Literal

Role = Literal[
    "window",  # behind the panes
    "base",  # behind lists and text that is edited
    "raised",  # buttons, headers
    "text",
    "muted",  # second-rank text
    "disabled",
    "line",  # quiet separators
    "edge",  # borders of what can be typed into or pressed
    "accent",
    "accent-strong",  # an accent area under the pointer
    "on-accent",  # text upon an accent area
    "accent-soft",  # a tinted ground
    "selected",  # the selected row
    "on-selected",
    "info",
    "info-soft",
    "warning",
    "warning-soft",
    "error",
    "error-soft",
    "success",
    "success-soft",
    "canvas",  # behind a picture
]

LIGHT: Final[dict[Role, str]] = {
    "window": "#f3f6f8",
    "base": "#ffffff",
    "raised": "#fdfefe",
    "text": "#16212b",
    "muted": "#50606d",
    "disabled": "#8a97a3",
    "line": "#d5dde3",
    "edge": "#7f8d99",
    "accent": "#0b6478",
    "accent-strong": "#094f60",
    "on-accent": "#ffffff",
    "accent-soft": "#e0f0f3",
    "selected": "#cfe6eb",
    "on-selected": "#0c2a33",
    "info": "#0b6478",
    "info-soft": "#e3f1f4",
    "warning": "#7d4a00",
    "warning-soft": "#fdf1dc",
    "error": "#ae2018",
    "error-soft": "#fdeae8",
    "success": "#19683a",
    "success-soft": "#e4f4e9",
    "canvas": "#e4e9ed",
}
DARK: Final[dict[Role, str]] = {
    "window": "#181d22",
    "base": "#11161a",
    "raised": "#232a31",
    "text": "#e6ebef",
    "muted": "#a3b1bd",
    "disabled": "#6c7883",
    "line": "#303941",
    "edge": "#697784",
    "accent": "#5cc3d6",
    "accent-strong": "#86d8e6",
    "on-accent": "#06222a",
    "accent-soft": "#16343c",
    "selected": "#1d4651",
    "on-selected": "#e9f7fa",
    "info": "#6fcadb",
    "info-soft": "#15303a",
    "warning": "#f1b94f",
    "warning-soft": "#382b12",
    "error": "#ff9389",
    "error-soft": "#401f1d",
    "success": "#74d191",
    "success-soft": "#163322",
    "canvas": "#0c1013",
}
