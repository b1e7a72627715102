"""Product pictures as small, rounded pixmaps. Files are read and scaled on a pool, never while painting."""

from __future__ import annotations

from concurrent.futures import Executor

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

Key = tuple[str, int, float]
RADIUS = 8
# Larger pictures are refused: scaling them would take longer than the live waits.
MOST_MEGAPIXELS = 120


class Pictures(QObject):
    """Square thumbnails by (path, size, ratio); each is read once.

    Signals: `ready` when another thumbnail can be painted. What is missing, damaged or too large stays
    without one, and the caller paints its placeholder.
    """

    ready = Signal()
    _decoded = Signal(object, QImage)

    def __init__(self, pool: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._pixmaps: dict[Key, QPixmap | None] = {}
        self._decoded.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def thumbnail(self, path: str | None, size: int, ratio: float) -> QPixmap | None:
        """The thumbnail if it is there; asks for it at the first call. Returns at once."""
        if not path:
            return None
        key = (path, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = None
            self._ask(key)
        return self._pixmaps[key]

    def _ask(self, key: Key) -> None:
        try:
            self._pool.submit(self._read, key)
        except RuntimeError:  # The pool is closed: the program is ending.
            return

    def _read(self, key: Key) -> None:
        """On the pool."""
        path, size, ratio = key
        image = square(path, round(size * ratio), RADIUS * ratio * min(1.0, size / 48))
        if not image.isNull():
            image.setDevicePixelRatio(ratio)
            self._hand_over(key, image)

    def _hand_over(self, key: Key, image: QImage) -> None:
        try:
            self._decoded.emit(key, image)
        except RuntimeError:  # The window went away meanwhile, and this object with it.
            return

    def _keep(self, key: Key, image: QImage) -> None:
        self._pixmaps[key] = QPixmap.fromImage(image)
        self.ready.emit()


def square(path: str, side: int, radius: float) -> QImage:
    """The middle of a picture as a square of `side` pixels, corners rounded; null where it cannot be read."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > MOST_MEGAPIXELS * 1_000_000:
        return QImage()
    reader.setScaledSize(whole.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return image if image.isNull() else _rounded(image, side, radius)


def _rounded(image: QImage, side: int, radius: float) -> QImage:
    result = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, side, side), radius, radius)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(shape)
    painter.drawImage((side - image.width()) // 2, (side - image.height()) // 2, image)
    painter.end()
    return result
