"""Which backup of another PC, and its recovery code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.settings.code_entry import CodeEntry
from desktop.ui.theme import Theme
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.text_button import TextButton


class BackupForm(QWidget):
    """A file and a code. Signals: `changed`, `submitted` by Enter in the code."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.file_dialog: QFileDialog | None = None
        self.choose = TextButton(theme, self.tr("Chọn tệp sao lưu…"), self, icon="upload")
        self.choose.setAutoDefault(True)
        self.file, self.code = ElidedLabel("", self), CodeEntry(theme, self)
        self.file.setProperty("role", "muted")
        self._build(theme)
        self.show_path(None)
        self.choose.clicked.connect(self._choose)
        self.code.changed.connect(self.changed)
        self.code.submitted.connect(self.submitted)
        self.setFocusProxy(self.choose)

    @property
    def is_complete(self) -> bool:
        """Whether a file is chosen and the code whole."""
        return self.path is not None and self.code.typed().is_whole

    def show_path(self, path: Path | None) -> None:
        """Take this file."""
        self.path = path
        self.file.setText(self.tr("Chưa chọn tệp") if path is None else path.name)
        self.changed.emit()

    def clear(self) -> None:
        """Forget both."""
        self.show_path(None)
        self.code.clear()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Chọn tệp sao lưu của máy khác"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Bản sao lưu Quầy Live (*.db *.bak)"), self.tr("Mọi tệp (*)")])
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.file_dialog = dialog
        dialog.open()

    def _chosen(self, name: str) -> None:
        self.show_path(Path(name))
        self.code.setFocus()

    def _build(self, theme: Theme) -> None:
        labels = [QLabel(text, self) for text in (self.tr("Bản sao lưu"), self.tr("Mã khôi phục của máy đó"))]
        for label in labels:
            label.setFont(theme.fonts.small_strong)
        labels[1].setBuddy(self.code.field)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.choose)
        line.addWidget(self.file, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(labels[0])
        layout.addLayout(line)
        layout.addSpacing(12)
        layout.addWidget(labels[1])
        layout.addWidget(self.code)
