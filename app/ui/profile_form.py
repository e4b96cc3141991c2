"""“Bạn là ai?”: name, gender, year of birth and region, which decide how a person calls themselves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from app.settings import Profile

OLDEST = 1900


class ProfileForm(QWidget):
    """value() is the profile with `asked` set."""

    def __init__(self, regions: Mapping[str, str], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLineEdit()
        self._name.setPlaceholderText(self.tr("Tên dùng để ký thiệp"))
        self._gender = _combo({"": self.tr("Không nói"), "nu": self.tr("Nữ giới"), "nam": self.tr("Nam giới")})
        self._year = QLineEdit(maxLength=4)
        self._year.setValidator(QIntValidator(OLDEST, today.year, self._year))
        self._year.setPlaceholderText(self.tr("Không nói"))
        self._year_said = QLabel(self.tr("Bốn chữ số, từ {dau} đến {cuoi}.").format(dau=OLDEST, cuoi=today.year))
        self._year_said.setProperty("role", "error")
        self._year.textChanged.connect(self._check_year)
        self._region = _combo({id: self.tr("Miền {ten}").format(ten=self.tr(label)) for id, label in regions.items()})
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        for label, field in (
            (self.tr("Tên"), self._name),
            (self.tr("Giới tính"), self._gender),
            (self.tr("Năm sinh"), self._year),
            (self.tr("Vùng miền"), self._region),
        ):
            text = QLabel(label)
            text.setBuddy(field)
            field.setAccessibleName(label)
            form.addRow(text, field)
            if field is self._year:
                form.addRow("", self._year_said)
        self._form = form
        self.setFocusProxy(self._name)
        self._profile = Profile()
        self.set_value(self._profile)

    def value(self) -> Profile:
        """What the person says of themselves."""
        return replace(
            self._profile,
            name=self._name.text().strip(),
            gender=self._gender.currentData(),
            birth_year=int(self._year.text()) if self._year.hasAcceptableInput() else 0,
            region=self._region.currentData(),
            asked=True,
        )

    def _check_year(self) -> None:
        wrong = bool(self._year.text()) and not self._year.hasAcceptableInput()
        self._form.setRowVisible(self._year_said, wrong)

    def set_value(self, profile: Profile) -> None:
        """Show a profile."""
        self._profile = profile
        self._name.setText(profile.name)
        self._gender.setCurrentIndex(max(0, self._gender.findData(profile.gender)))
        self._year.setText(str(profile.birth_year or ""))
        self._check_year()
        self._region.setCurrentIndex(max(0, self._region.findData(profile.region)))


def _combo(choices: Mapping[str, Any]) -> QComboBox:
    combo = QComboBox()
    for id, label in choices.items():
        combo.addItem(label, id)
    return combo


def follow_profile(cards: Any, letters: Any, former: Profile, profile: Profile) -> None:
    """What still stands in both rooms' forms as the former profile filled it in becomes what the new one says."""
    for form in (cards, letters):
        if former.name != profile.name and form.value("sender") == former.name:  # not what was typed or cleared
            form.set_values({"sender": profile.name})
    region = cards.input("region")
    if region.value() == former.region:
        region.set_value(profile.region)
