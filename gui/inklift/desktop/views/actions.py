"""The commands of the window: one QAction each, shared by menus, buttons and shortcuts."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from inklift.desktop.appearance import Appearance

translate = QCoreApplication.translate  # the name that lupdate looks for


class Actions:
    """Every command, by name. Shortcuts cost 50 ms at first: see `set_shortcuts`."""

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        self._shortcuts: dict[QAction, tuple[str, ...]] = {}
        self._appearance = appearance
        self._window = window

        self.add_pictures = self._action(
            "AddPictures", "add-pictures", translate("Actions", "&Add pictures…"), "Ctrl+O"
        )
        self.add_folder = self._action(
            "AddFolder", "folder", translate("Actions", "Add &folder…"), "Ctrl+Shift+O"
        )
        self.add_address = self._action(
            "AddAddress", "add-address", translate("Actions", "Add &web address…"), "Ctrl+L"
        )
        self.paste = self._action("Paste", "paste", translate("Actions", "&Paste"), "Ctrl+V")
        self.save_answer = self._action(
            "SaveAnswer", "save", translate("Actions", "&Save answer…"), "Ctrl+S"
        )
        self.copy_answer = self._action(
            "CopyAnswer", "copy", translate("Actions", "&Copy answer"), "Ctrl+Shift+C"
        )
        self.copy_renamed = self._action(
            "CopyRenamed",
            "",
            translate("Actions", "Copy pictures under &new names…"),
            "Ctrl+Shift+S",
        )
        self.history = self._action(
            "History", "history", translate("Actions", "&History…"), "Ctrl+H"
        )
        self.preferences = self._action(
            "Preferences", "settings", translate("Actions", "Pr&eferences…"), "Ctrl+,"
        )
        self.quit = self._action("Quit", "", translate("Actions", "&Quit"), "Ctrl+Q")
        self.remove = self._action("Remove", "remove", translate("Actions", "Re&move"), "Del")
        self.move_up = self._action("MoveUp", "move-up", translate("Actions", "Move &up"), "Alt+Up")
        self.move_down = self._action(
            "MoveDown", "move-down", translate("Actions", "Move &down"), "Alt+Down"
        )
        self.rotate_left = self._action(
            "RotateLeft", "rotate-left", translate("Actions", "Rotate &left"), "Ctrl+Shift+R"
        )
        self.rotate_right = self._action(
            "RotateRight", "rotate-right", translate("Actions", "Rotate &right"), "Ctrl+R"
        )
        self.previous = self._action(
            "Previous", "previous", translate("Actions", "&Previous picture"), "Ctrl+PgUp"
        )
        self.next = self._action(
            "Next", "next", translate("Actions", "&Next picture"), "Ctrl+PgDown"
        )
        self.zoom_in = self._action(
            "ZoomIn", "zoom-in", translate("Actions", "Zoom &in"), "Ctrl++", "Ctrl+="
        )
        self.zoom_out = self._action(
            "ZoomOut", "zoom-out", translate("Actions", "Zoom &out"), "Ctrl+-"
        )
        self.fit = self._action("Fit", "fit", translate("Actions", "&Fit"), "Ctrl+9")
        self.actual_size = self._action(
            "ActualSize", "actual-size", translate("Actions", "&100 %"), "Ctrl+0"
        )
        self.extract = self._action(
            "RunExtract", "extract", translate("Actions", "&Extract"), "Ctrl+Return", "Ctrl+Enter"
        )
        self.stop = self._action("RunStop", "stop", translate("Actions", "&Stop"), "Ctrl+.")
        self.pause = self._action(
            "RunPause", "pause", translate("Actions", "&Pause"), "Ctrl+Shift+P"
        )
        self.retry = self._action("RunRetry", "", translate("Actions", "&Retry the failed ones"))
        self.review = self._action(
            "Review", "check", translate("Actions", "Check &values"), "Ctrl+E"
        )
        self.show_text = self._action(
            "ShowText", "text", translate("Actions", "Show as &text"), "Ctrl+1"
        )
        self.show_data = self._action(
            "ShowData", "data", translate("Actions", "Show as &data"), "Ctrl+2"
        )
        self.show_table = self._action(
            "ShowTable", "table", translate("Actions", "Show as ta&ble"), "Ctrl+3"
        )
        self.undo = self._action("Undo", "", translate("Actions", "&Undo"), "Ctrl+Z")
        self.redo = self._action(
            "Redo", "", translate("Actions", "&Redo"), "Ctrl+Shift+Z", "Ctrl+Y"
        )
        self.about = self._action("About", "info", translate("Actions", "&About Inklift"))

    def fill(self, bar: QMenuBar) -> None:
        """The menus."""
        menus: tuple[tuple[str, tuple[QAction | None, ...]], ...] = (
            (
                translate("Actions", "&File"),
                (
                    self.add_pictures,
                    self.add_folder,
                    self.add_address,
                    self.paste,
                    None,
                    self.save_answer,
                    self.copy_answer,
                    self.copy_renamed,
                    None,
                    self.history,
                    self.preferences,
                    None,
                    self.quit,
                ),
            ),
            (
                translate("Actions", "&Picture"),
                (
                    self.previous,
                    self.next,
                    None,
                    self.zoom_in,
                    self.zoom_out,
                    self.fit,
                    self.actual_size,
                    None,
                    self.rotate_left,
                    self.rotate_right,
                    None,
                    self.move_up,
                    self.move_down,
                    self.remove,
                ),
            ),
            (translate("Actions", "&Run"), (self.extract, self.retry, self.pause, self.stop)),
            (
                translate("Actions", "&Values"),
                (
                    self.show_text,
                    self.show_data,
                    self.show_table,
                    None,
                    self.review,
                    None,
                    self.undo,
                    self.redo,
                ),
            ),
            (translate("Actions", "&Help"), (self.about,)),
        )
        for title, actions in menus:
            menu = bar.addMenu(title)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)

    def set_shortcuts(self) -> None:
        for action, shortcuts in self._shortcuts.items():
            action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
            if shortcuts:
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                action.setToolTip(f"{action.iconText()} ({keys})")

    def _action(self, name: str, icon: str, text: str, *shortcuts: str) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        action.setIconText(text.replace("&", "").rstrip("…"))
        if icon:
            action.setIcon(self._appearance.icon(icon))
        self._window.addAction(action)
        self._shortcuts[action] = shortcuts
        return action
