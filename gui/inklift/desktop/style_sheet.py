"""The small style sheet over Fusion: flat, rounded, quiet; every colour comes from the palette."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QColor

from inklift.desktop.colours import Role

# Lengths are logical pixels; there are no font sizes here, so that texts follow the system's.
_TEMPLATE = """
QToolTip {{ color: {text}; background: {raised}; border: 1px solid {line}; padding: 4px; }}

QPushButton {{
    color: {text}; background: {raised}; border: 1px solid {edge}; border-radius: 6px;
    padding: 5px 14px;
}}
QPushButton:hover {{ background: {accent-soft}; border-color: {accent}; }}
QPushButton:pressed, QPushButton:checked {{ background: {selected}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {disabled}; background: {window}; border-color: {line}; }}
QPushButton[primary="true"] {{
    color: {on-accent}; background: {accent}; border-color: {accent}; font-weight: 600;
}}
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed {{
    background: {accent-strong}; border-color: {accent-strong};
}}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QPushButton[primary="true"]:disabled {{
    color: {disabled}; background: {line}; border-color: {line};
}}
QPushButton[link="true"] {{
    color: {accent}; background: transparent; border-color: transparent; padding: 5px 8px;
}}
QPushButton[link="true"]:hover {{ background: {accent-soft}; }}
QPushButton[link="true"]:focus {{ border-color: {accent}; padding: 4px 7px; }}

QToolButton {{
    color: {text}; background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 4px;
}}
QToolButton:hover {{ background: {accent-soft}; }}
QToolButton:pressed, QToolButton:checked {{ background: {selected}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {disabled}; }}
QToolButton::menu-indicator {{ image: none; }}

QLineEdit, QPlainTextEdit, QTextEdit {{
    color: {text}; background: {base}; border: 1px solid {edge}; border-radius: 6px;
    selection-background-color: {selected}; selection-color: {on-selected};
    placeholder-text-color: {muted};
}}
QLineEdit {{ padding: 4px 6px; }}
QPlainTextEdit, QTextEdit {{ padding: 2px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 1px solid {accent}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{
    color: {disabled}; background: {window}; border-color: {line};
}}

QPlainTextEdit[quiet="true"], QPlainTextEdit[quiet="true"]:focus {{
    background: transparent; border: none; padding: 0;
}}

QComboBox {{
    color: {text}; background: {raised}; border: 1px solid {edge}; border-radius: 6px;
    padding: 4px 8px;
}}
QComboBox:hover, QComboBox:focus {{ border-color: {accent}; }}
QComboBox:disabled {{ color: {disabled}; background: {window}; border-color: {line}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{icons}/drop-down.svg"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{
    background: {raised}; border: 1px solid {edge}; outline: none;
    selection-background-color: {selected}; selection-color: {on-selected};
}}

QAbstractSpinBox {{
    color: {text}; background: {base}; border: 1px solid {edge}; border-radius: 6px;
    padding: 3px 22px 3px 4px;
    selection-background-color: {selected}; selection-color: {on-selected};
}}
QAbstractSpinBox:focus {{ border-color: {accent}; }}
QAbstractSpinBox:disabled {{ color: {disabled}; background: {window}; border-color: {line}; }}
QAbstractSpinBox::up-button {{
    subcontrol-origin: border; subcontrol-position: top right; width: 20px; border: none;
}}
QAbstractSpinBox::down-button {{
    subcontrol-origin: border; subcontrol-position: bottom right; width: 20px; border: none;
}}
QAbstractSpinBox::up-arrow {{ image: url("{icons}/drop-up.svg"); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("{icons}/drop-down.svg"); width: 10px; height: 10px; }}

QCheckBox, QRadioButton {{
    color: {text}; spacing: 7px; padding: 2px; border: 1px solid transparent;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; border-radius: 4px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {disabled}; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: 14px; height: 14px; background: {base}; border: 1px solid {edge}; border-radius: 4px;
}}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {accent}; }}
QCheckBox::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url("{icons}/{checked}.svg");
}}
QRadioButton::indicator:checked {{
    border-color: {accent};
    background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 {accent}, stop: 0.55 {accent}, stop: 0.65 {base}, stop: 1 {base});
}}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
    background: {line}; border-color: {line};
}}

QListView, QTreeView, QTableView {{
    background: {base}; border: 1px solid {line}; border-radius: 6px;
    selection-background-color: {selected}; selection-color: {on-selected};
}}
QListView:focus, QTreeView:focus, QTableView:focus {{ border-color: {accent}; }}
QTableView {{ gridline-color: {line}; }}
QHeaderView::section {{
    color: {muted}; background: {window}; border: none; border-bottom: 1px solid {line};
    border-right: 1px solid {line}; padding: 5px 8px;
}}
QTableCornerButton::section {{ background: {window}; border: none; }}

QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QGroupBox {{
    border: 1px solid {line}; border-radius: 8px; margin-top: 1.7em; padding: 4px;
}}
QGroupBox::title {{ subcontrol-origin: margin; subcontrol-position: top left; }}

QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QTabBar::tab {{
    color: {muted}; background: transparent; border: none; border-bottom: 2px solid transparent;
    padding: 6px 12px;
}}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:focus {{ color: {accent}; }}

QProgressBar {{
    color: transparent; background: {line}; border: none; border-radius: 3px; max-height: 6px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QMenu {{ color: {text}; background: {raised}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ color: {on-selected}; background: {selected}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}

QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QStatusBar {{ color: {muted}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
"""


def style_sheet(colours: Mapping[Role, QColor], icons: Path, *, dark: bool) -> str:
    """The style sheet in these colours; Qt loads arrows and ticks from the folder `icons`."""
    checked = "checked-dark" if dark else "checked-light"
    names: dict[str, str] = {role: colour.name() for role, colour in colours.items()}
    return _TEMPLATE.format(**names, icons=icons.as_posix(), checked=checked)
