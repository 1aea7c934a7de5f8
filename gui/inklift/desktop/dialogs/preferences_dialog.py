"""Preferences: the key, what is sent, the network, the look."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inklift.desktop.appearance import (
    SPACE_L_PX,
    SPACE_M_PX,
    SPACE_S_PX,
    SPACE_XS_PX,
    Appearance,
)
from inklift.desktop.controllers.preferences import PreferencesController
from inklift.desktop.dialogs.key_section import KeySection
from inklift.desktop.widgets.fitting_screen import resize_to_fit
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.quiet_wheel import QuietWheel
from inklift.engines.registry import DESCRIPTIONS
from inklift.system.settings import Appearance as AppearanceSetting
from inklift.system.settings import Settings

_SIDES_PX = (1024, 1600, 2048, 3072, 4096)


class PreferencesDialog(QDialog):
    """Shows the settings and changes them when *OK* is pressed; the key is saved by its own button.

    Not modal: nothing here has to be decided before one may go on working.
    """

    def __init__(
        self,
        preferences: PreferencesController,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setObjectName("PreferencesDialog")
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        content = QWidget()
        sections = QVBoxLayout(content)
        sections.setContentsMargins(SPACE_L_PX, SPACE_L_PX, SPACE_L_PX, SPACE_L_PX)
        sections.setSpacing(SPACE_L_PX)
        sections.addWidget(self._reading_section())
        self.key_section = KeySection(preferences, appearance)
        sections.addWidget(self.key_section)
        sections.addWidget(self._money_section())
        sections.addWidget(self._network_section())
        sections.addWidget(self._look_section())
        sections.addStretch()

        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setObjectName("PreferencesOk")
        ok.setProperty("primary", True)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("PreferencesCancel")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_M_PX)
        column.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_L_PX, 0, SPACE_L_PX, 0)
        row.addWidget(buttons)
        column.addLayout(row)
        QuietWheel(
            self._engine,
            self._side,
            self._confirm_above,
            self._budget,
            self._look,
            self._connect_timeout,
            self._answer_timeout,
            self._picture_timeout,
        )
        self._show(preferences.settings)
        hint = content.sizeHint()
        wanted = QSize(hint.width() + 4 * SPACE_L_PX, min(hint.height() + 96, 720))
        resize_to_fit(self, wanted)

    def focus_key(self) -> None:
        """The user came here to enter a key."""
        self.key_section.field.setFocus()

    def accept(self) -> None:
        self._preferences.change(self._chosen(self._preferences.settings))
        self.key_section.keep_typed_key()
        super().accept()

    def _reading_section(self) -> QGroupBox:
        box, form = _section(self.tr("Reading"))
        self._engine = named(QComboBox(), "PreferredEngine")
        for description in DESCRIPTIONS:
            self._engine.addItem(description.name, description.id)
        _add(form, self.tr("Engine"), self._engine)
        self._side = named(QComboBox(), "LongestSide")
        self._side.addItem(self.tr("Full size"), None)
        for side in _SIDES_PX:
            text = self.tr("At most {pixels} pixels on the longer side").format(pixels=side)
            self._side.addItem(text, side)
        _add(form, self.tr("Pictures that are sent"), self._side)
        note = _note(
            self.tr(
                "Pictures are sent upright and without place and camera data. Smaller ones are "
                "quicker to send; tiny print needs full size."
            )
        )
        form.addRow(note)
        return box

    def _money_section(self) -> QGroupBox:
        box, form = _section(self.tr("Credits"))
        self._confirm_above = _credits("ConfirmAbove")
        _add(form, self.tr("Ask before a run of more than"), self._confirm_above)
        self._budget = _credits("MonthlyBudget")
        self._budget.setMinimum(-1)
        self._budget.setSpecialValueText(self.tr("No limit"))
        _add(form, self.tr("Spend at most in a month"), self._budget)
        form.addRow(
            _note(
                self.tr(
                    "A run stops before it passes the limit of the month. What may have been "
                    "charged without an answer counts as spent."
                )
            )
        )
        return box

    def _network_section(self) -> QGroupBox:
        box, form = _section(self.tr("Network"))
        self._proxy = named(QLineEdit(), "Proxy")
        self._proxy.setPlaceholderText(self.tr("None"))
        _add(form, self.tr("Proxy"), self._proxy)
        self._certificates = named(QLineEdit(), "Certificates")
        self._certificates.setPlaceholderText(self.tr("Only the system's"))
        choose = named(
            QPushButton(self.tr("Choose…")),
            "ChooseCertificates",
            self.tr("Choose extra certificates"),
        )
        choose.clicked.connect(self._on_choose_certificates)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S_PX)
        row.addWidget(self._certificates, 1)
        row.addWidget(choose)
        label = QLabel(self.tr("Extra certificates"))
        label.setBuddy(self._certificates)
        self._certificates.setAccessibleName(label.text())
        form.addRow(label, row)
        self._connect_timeout = _seconds("ConnectTimeout", 120, self.tr(" s"))
        _add(form, self.tr("Wait for a connection"), self._connect_timeout)
        self._answer_timeout = _seconds("AnswerTimeout", 3600, self.tr(" s"))
        _add(form, self.tr("Wait for an answer"), self._answer_timeout)
        self._picture_timeout = _seconds("PictureTimeout", 600, self.tr(" s"))
        _add(form, self.tr("… and for each picture more"), self._picture_timeout)
        return box

    def _look_section(self) -> QGroupBox:
        box, form = _section(self.tr("Appearance and notifications"))
        self._look = named(QComboBox(), "Appearance")
        self._look.addItem(self.tr("Like the system"), AppearanceSetting.SYSTEM)
        self._look.addItem(self.tr("Light"), AppearanceSetting.LIGHT)
        self._look.addItem(self.tr("Dark"), AppearanceSetting.DARK)
        _add(form, self.tr("Colours"), self._look)
        text = self.tr("Tell me when a run ends while I use another program")
        self._notify = named(QCheckBox(text), "NotifyAtEnd", text)
        form.addRow(self._notify)
        return box

    def _show(self, settings: Settings) -> None:
        self._engine.setCurrentIndex(max(0, self._engine.findData(settings.engine_id)))
        side = settings.longest_side_px
        if self._side.findData(side) < 0:
            text = self.tr("At most {pixels} pixels on the longer side").format(pixels=side)
            self._side.addItem(text, side)
        self._side.setCurrentIndex(self._side.findData(side))
        self._confirm_above.setValue(settings.confirm_above_credits)
        budget = settings.monthly_budget_credits
        self._budget.setValue(-1 if budget is None else budget)
        self._proxy.setText(settings.proxy)
        self._certificates.setText(settings.extra_ca_file)
        self._connect_timeout.setValue(round(settings.connect_timeout_s))
        self._answer_timeout.setValue(round(settings.answer_timeout_s))
        self._picture_timeout.setValue(round(settings.answer_timeout_per_picture_s))
        self._look.setCurrentIndex(self._look.findData(settings.appearance))
        self._notify.setChecked(settings.notify_at_end)

    def _chosen(self, settings: Settings) -> Settings:
        return replace(
            settings,
            engine_id=self._engine.currentData(),
            longest_side_px=self._side.currentData(),
            confirm_above_credits=self._confirm_above.value(),
            monthly_budget_credits=None if self._budget.value() < 0 else self._budget.value(),
            proxy=self._proxy.text().strip(),
            extra_ca_file=self._certificates.text().strip(),
            connect_timeout_s=float(self._connect_timeout.value()),
            answer_timeout_s=float(self._answer_timeout.value()),
            answer_timeout_per_picture_s=float(self._picture_timeout.value()),
            appearance=AppearanceSetting(self._look.currentData()),
            notify_at_end=self._notify.isChecked(),
        )

    def _on_choose_certificates(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose extra certificates"),
            self._certificates.text(),
            self.tr("Certificates (*.pem *.crt *.cer);;All files (*)"),
        )
        if path:
            self._certificates.setText(path)


def _section(title: str) -> tuple[QGroupBox, QFormLayout]:
    box = QGroupBox(title)
    form = QFormLayout(box)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setHorizontalSpacing(SPACE_M_PX)
    form.setVerticalSpacing(SPACE_S_PX)
    return box, form


def _add(form: QFormLayout, text: str, field: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    form.addRow(label, field)


def _note(text: str) -> QLabel:
    note = QLabel(text)
    note.setWordWrap(True)
    note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return note


def _credits(name: str) -> QSpinBox:
    field = named(QSpinBox(), name)
    field.setRange(0, 1_000_000)
    field.setGroupSeparatorShown(True)
    field.lineEdit().setTextMargins(SPACE_XS_PX, 0, 0, 0)
    return field


def _seconds(name: str, most: int, suffix: str) -> QSpinBox:
    field = named(QSpinBox(), name)
    field.setRange(1, most)
    field.setSuffix(suffix)
    field.lineEdit().setTextMargins(SPACE_XS_PX, 0, 0, 0)
    return field
