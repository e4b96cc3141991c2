import math

import numpy as np
import pytest

from inference.evaluation.fidelity import difference, summary


def test_equal_logits_cost_nothing():
    logits = np.random.default_rng(1).standard_normal((4, 9)).astype(np.float32)
    found = summary(np.array([difference(logits, logits, np.array([0, 3, 8, 2]))]))
    assert (found.added, found.error, found.divergence, found.greatest, found.agreement) == (0, 0, 0, 0, 1)


def test_each_measure_by_hand():
    exact = np.log(np.array([[0.5, 0.25, 0.25], [0.8, 0.1, 0.1]]))
    rounded = np.log(np.array([[0.25, 0.5, 0.25], [0.8, 0.1, 0.1]]))
    found = summary(np.array([difference(exact, rounded, np.array([0, 0]))]))
    assert found.loss == pytest.approx((math.log(4) - math.log(0.8)) / 2)
    assert found.added == pytest.approx(math.log(2) / 2)
    assert found.divergence == pytest.approx((0.5 * math.log(2) - 0.25 * math.log(2)) / 2)
    assert found.greatest == pytest.approx(math.log(2))
    assert found.agreement == 0.5


def test_a_shift_of_all_logits_changes_no_loss():
    logits = np.random.default_rng(2).standard_normal((3, 5))
    found = summary(np.array([difference(logits, logits + 7, np.array([1, 2, 4]))]))
    assert found.added == pytest.approx(0, abs=1e-12)
    assert found.divergence == pytest.approx(0, abs=1e-12)


def test_the_error_is_that_of_a_mean_over_texts():
    texts = np.array([[10, 0, added, 0, 0, 10] for added in (1.0, 3.0, 1.0, 3.0)])
    found = summary(texts)
    assert found.added == pytest.approx(0.2)
    assert found.error == pytest.approx(0.1 / math.sqrt(4))
