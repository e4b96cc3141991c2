"""How the window looks: two palettes of our own (setColorScheme does nothing on plain X11) and one style sheet."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

BASE_PX = 14


@dataclass(frozen=True)
class Colours:
    """One palette; every pair of text and ground has a contrast of at least 4.5."""

    name: str
    ground: str  # the window
    surface: str  # panels, fields
    raised: str  # chips, quiet buttons
    line: str
    ink: str
    muted: str
    faint: str  # placeholders, disabled
    accent: str
    accent_hover: str
    on_accent: str
    soft: str  # chosen things
    on_soft: str
    error: str
    error_soft: str
    warn: str
    warn_soft: str


LIGHT = Colours(
    name="light", ground="#F6F4EF", surface="#FFFFFF", raised="#F1EEE7", line="#DED8CC",
    ink="#26221C", muted="#665E52", faint="#857C6E", accent="#1D6B57", accent_hover="#155443",
    on_accent="#FFFFFF", soft="#E0EFE9", on_soft="#134A3B", error="#B3261E", error_soft="#FBE9E7",
    warn="#8A5A00", warn_soft="#FBF0D9",
)  # fmt: skip
DARK = Colours(
    name="dark", ground="#171614", surface="#201F1C", raised="#2B2926", line="#3E3B36",
    ink="#F0ECE4", muted="#B7AFA2", faint="#928A7E", accent="#6CCBAE", accent_hover="#8AD9C1",
    on_accent="#0C231B", soft="#21392F", on_soft="#BDEBDB", error="#FF9B8F", error_soft="#402320",
    warn="#EBBE6B", warn_soft="#3B301B",
)  # fmt: skip


def colours_for(theme: str) -> Colours:
    """The palette of "sang", "toi" or "he_thong" (what the desktop asks for)."""
    if theme == "he_thong":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme == "toi" else LIGHT


def dress(app: QApplication, colours: Colours, *, family: str, text_size: int, icons: Path) -> None:
    """Set style, palette, font (text_size in per cent) and style sheet on the whole program."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(colours))
    font = QFont(family)
    font.setPixelSize(scaled(BASE_PX, text_size))
    app.setFont(font)
    app.setStyleSheet(style_sheet(colours, text_size, icons))


def scaled(px: float, text_size: int) -> int:
    """A length in pixels at this text size."""
    return max(1, round(px * text_size / 100))


def _palette(c: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in (
        (roles.Window, c.ground), (roles.WindowText, c.ink), (roles.Base, c.surface),
        (roles.AlternateBase, c.raised), (roles.Text, c.ink), (roles.Button, c.raised),
        (roles.ButtonText, c.ink), (roles.BrightText, c.error), (roles.Highlight, c.accent),
        (roles.HighlightedText, c.on_accent), (roles.ToolTipBase, c.surface), (roles.ToolTipText, c.ink),
        (roles.PlaceholderText, c.faint), (roles.Link, c.accent), (roles.Accent, c.accent),
        (roles.Light, c.raised), (roles.Midlight, c.raised), (roles.Mid, c.line), (roles.Dark, c.line),
        (roles.Shadow, c.line),
    ):  # fmt: skip
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.faint))
    return palette


def style_sheet(c: Colours, text_size: int, icons: Path) -> str:
    """The whole style sheet; roles are dynamic properties ("role", "kind") set by the widgets."""

    def px(length: float) -> str:
        return f"{scaled(length, text_size)}px"

    def art(name: str) -> str:
        return f'url("{(icons / f"{name}-{c.name}.svg").as_posix()}")'

    return f"""
QMainWindow, QDialog {{ background: {c.ground}; }}
QWidget[role="panel"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 12px; }}
QWidget[role="clear"], QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent; border: none; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {px(17)}; font-weight: 600; }}
QLabel[role="brand"] {{ font-size: {px(18)}; font-weight: 700; color: {c.accent}; }}
QLabel[role="field"] {{ font-size: {px(13)}; font-weight: 600; color: {c.ink}; }}
QLabel[role="muted"] {{ font-size: {px(13)}; color: {c.muted}; }}
QLabel[role="error"] {{ font-size: {px(13)}; color: {c.error}; }}
QLabel[role="warn"] {{ font-size: {px(13)}; color: {c.warn}; }}
QLabel[role="badge"] {{ font-size: {px(12)}; font-weight: 600; color: {c.muted}; background: {c.raised}; border-radius: 8px; padding: 1px 8px; }}
QLabel[role="badge"][kind="library"] {{ color: {c.warn}; background: {c.warn_soft}; }}

QLineEdit, QPlainTextEdit, QTextEdit[role="field"], QComboBox {{
  background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 8px;
  padding: 6px 10px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QWidget[role="panel"] QLineEdit, QWidget[role="panel"] QPlainTextEdit, QWidget[role="panel"] QComboBox {{ background: {c.ground}; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {c.faint}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {c.accent}; padding: 5px 9px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {c.faint}; }}
QComboBox {{ padding-right: 26px; combobox-popup: 0; }}
QComboBox:focus {{ padding-right: 25px; }}
QComboBox::drop-down {{ subcontrol-origin: padding; subcontrol-position: center right; width: 24px; border: none; }}
QComboBox::down-arrow {{ image: {art("caret-down")}; width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; padding: 4px;
  selection-background-color: {c.soft}; selection-color: {c.on_soft}; outline: none; }}
QComboBox QAbstractItemView::item {{ padding: 4px 6px; }}
QComboBox QAbstractItemView::item:selected {{ background: {c.soft}; color: {c.on_soft}; border-radius: 6px; }}

QPushButton, QToolButton {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 8px; padding: 6px 12px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {c.faint}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.line}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: 5px 11px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.faint}; border-color: {c.raised}; }}
QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent}; font-weight: 600; padding: 9px 16px; }}
QPushButton[role="primary"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {c.ink}; padding: 8px 15px; }}
QPushButton[role="primary"]:disabled {{ background: {c.raised}; color: {c.faint}; border-color: {c.line}; }}
QPushButton[role="danger"] {{ color: {c.error}; }}
QPushButton[role="danger"]:disabled {{ color: {c.faint}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; color: {c.muted}; padding: 5px 8px; font-size: {px(13)}; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {c.raised}; color: {c.ink}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: 2px solid {c.accent}; padding: 4px 7px; }}
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled {{ color: {c.faint}; }}
QPushButton[role="quiet"][menu="true"] {{ padding-right: {px(26)}; }}
QPushButton[role="link"] {{ background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0; color: {c.accent}; font-size: {px(13)}; font-weight: 500; text-align: left; }}
QPushButton[role="link"]:hover {{ color: {c.accent_hover}; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 2px solid {c.accent}; padding: 0; }}
QToolButton[role="chip"], QPushButton[role="chip"] {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: {px(11)}; padding: 4px 12px; font-size: {px(13)}; }}
QToolButton[role="chip"]:focus, QPushButton[role="chip"]:focus {{ border: 2px solid {c.accent}; padding: 3px 11px; }}
QPushButton[role="detail"] {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: {px(11)}; padding: 4px {px(28)} 4px 12px; font-size: {px(13)}; }}
QPushButton[role="detail"]:hover {{ border-color: {c.faint}; }}
QPushButton[role="detail"]:focus {{ border: 2px solid {c.accent}; padding: 3px {px(27)} 3px 11px; }}
QToolButton[role="cross"] {{ background: transparent; border: 1px solid transparent; border-radius: {px(9)}; padding: 0; }}
QToolButton[role="cross"]:hover {{ background: {c.line}; }}
QToolButton[role="pair"] {{ background: {c.soft}; color: {c.on_soft}; border: 1px solid {c.soft}; border-radius: {px(11)}; padding: 4px 12px; font-weight: 600; }}
QToolButton[role="pair"]:hover {{ border-color: {c.accent}; }}
QToolButton[role="pair"]:focus {{ border: 2px solid {c.accent}; padding: 3px 11px; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="segment"] {{ background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 4px 6px; color: {c.muted}; font-size: {px(13)}; }}
QPushButton[role="segment"]:hover {{ color: {c.ink}; }}
QPushButton[role="segment"]:checked {{ background: {c.surface}; border-color: {c.line}; color: {c.ink}; font-weight: 600; }}
QPushButton[role="segment"]:focus {{ border: 2px solid {c.accent}; padding: 3px 5px; }}
QFrame[role="segments"] {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 9px; }}
QPushButton[role="room"] {{ background: transparent; border: 1px solid transparent; color: {c.muted}; font-weight: 500; padding: 6px 14px; }}
QPushButton[role="room"]:hover {{ background: {c.raised}; color: {c.ink}; }}
QPushButton[role="room"]:checked {{ background: {c.soft}; color: {c.on_soft}; font-weight: 600; }}
QPushButton[role="room"]:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}

QSpinBox {{ background: {c.ground}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 8px; padding: 6px 10px; }}
QSpinBox QLineEdit, QWidget[role="panel"] QSpinBox QLineEdit {{ background: transparent; border: none; padding: 0 0 0 8px; }}
QSpinBox:hover {{ border-color: {c.faint}; }}
QSpinBox:focus {{ border: 2px solid {c.accent}; padding: 5px 9px; }}
QSpinBox::up-button, QSpinBox::down-button {{ subcontrol-origin: border; width: 22px; border: none; background: transparent; }}
QSpinBox::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; }}
QSpinBox::up-arrow {{ image: {art("caret-up")}; width: 11px; height: 11px; }}
QSpinBox::down-arrow {{ image: {art("caret-down")}; width: 11px; height: 11px; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {c.faint}; border-radius: 4px; background: {c.ground}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: {art("check")}; }}
QCheckBox::indicator:focus {{ border: 2px solid {c.ink}; }}
QCheckBox::indicator:disabled {{ border-color: {c.line}; }}
QCheckBox:disabled {{ color: {c.faint}; }}
QListView[role="grid"], QListWidget[role="layers"] {{ background: {c.ground}; border: 1px solid {c.line}; border-radius: 8px; padding: 4px; outline: none; color: {c.ink}; }}
QListView[role="grid"]::item, QListWidget[role="layers"]::item {{ border: 2px solid transparent; border-radius: 8px; }}
QListView[role="grid"]::item:hover, QListWidget[role="layers"]::item:hover {{ background: {c.raised}; }}
QListView[role="grid"]::item:selected, QListWidget[role="layers"]::item:selected {{ background: {c.soft}; color: {c.on_soft}; }}
QListView[role="grid"]:focus, QListWidget[role="layers"]:focus {{ border: 2px solid {c.accent}; padding: 3px; }}
QPlainTextEdit[role="inline"] {{ background: {c.surface}; border: 2px solid {c.accent}; border-radius: 6px; padding: 4px 8px; }}
QProgressBar {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 4px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 4px; }}
QTableWidget {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 8px; gridline-color: {c.line}; selection-background-color: {c.soft}; selection-color: {c.on_soft}; }}
QHeaderView::section {{ background: {c.raised}; color: {c.muted}; border: none; border-bottom: 1px solid {c.line}; padding: 6px 8px; font-size: {px(12)}; }}
QListWidget[role="occasions"] {{ font-size: {px(13)}; background: transparent; border: 1px solid transparent; border-radius: 8px; outline: none; }}
QListWidget[role="occasions"]::item {{ border: 1px solid transparent; border-radius: 8px; padding: 2px 4px; color: {c.ink}; }}
QListWidget[role="occasions"]::item:hover {{ background: {c.raised}; }}
QListWidget[role="occasions"]::item:selected {{ background: {c.soft}; color: {c.on_soft}; }}
QListWidget[role="occasions"]:focus {{ border: 2px solid {c.accent}; }}

QListView[role="library"] {{ background: transparent; border: none; outline: none; }}
QFrame[role="candidate"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 12px; }}
QFrame[role="candidate"]:hover {{ border-color: {c.faint}; }}
QFrame[role="candidate"][chosen="true"] {{ border: 2px solid {c.accent}; }}
QTextEdit[role="words"] {{ background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 2px; font-size: {px(15)}; color: {c.ink};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QTextEdit[role="words"]:focus {{ border-color: {c.soft}; }}

QFrame[role="notice"] {{ background: {c.warn_soft}; border: 1px solid {c.line}; border-radius: 10px; }}
QFrame[role="notice"][kind="error"] {{ background: {c.error_soft}; }}
QFrame[role="notice"][kind="info"] {{ background: {c.soft}; }}
QLabel[role="what"] {{ font-weight: 600; }}

QMenu {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; padding: 6px; }}
QMenu::item {{ padding: 7px 24px 7px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {c.soft}; color: {c.on_soft}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 6px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; padding: 6px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 5px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: {c.faint}; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.line}; border-radius: 5px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QSlider {{ min-height: 24px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.accent}; }}
QSlider::handle:horizontal {{ width: 18px; height: 18px; margin: -7px 0; border-radius: 9px; background: {c.accent}; border: 1px solid {c.surface}; }}
QSlider::handle:horizontal:focus {{ border: 2px solid {c.ink}; }}
QToolButton[role="thumb"], QToolButton[role="swatch"] {{ background: transparent; border: 2px solid transparent; padding: 2px; border-radius: 8px; }}
QToolButton[role="swatch"] {{ border-radius: 16px; }}
QToolButton[role="thumb"]:hover, QToolButton[role="swatch"]:hover {{ border-color: {c.line}; }}
QToolButton[role="thumb"]:checked, QToolButton[role="swatch"]:checked {{ border-color: {c.accent}; }}
QToolButton[role="thumb"]:focus, QToolButton[role="swatch"]:focus {{ background: {c.soft}; border-color: {c.accent}; padding: 2px; }}
QPushButton::menu-indicator {{ image: {art("caret-down")}; width: 12px; height: 12px; subcontrol-position: right center; right: 8px; }}
QTabWidget::pane {{ border: none; }}
QTabBar::tab {{ background: transparent; color: {c.muted}; padding: 8px 14px; border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {c.ink}; border-bottom-color: {c.accent}; font-weight: 600; }}
QTabBar::tab:focus {{ color: {c.accent}; }}
"""
