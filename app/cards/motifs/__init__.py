"""Every motif by name. A motif is draw(painter, rect, art, *, params…): design units, seeded, inside its rectangle.

Parameters that name a palette colour are strings beginning with '@'; a tuple default stands for a list.
"""

from collections.abc import Callable, Mapping

from app.cards.motifs import (
    balloons,
    bouquet,
    branch,
    bunting,
    cake,
    clouds,
    coins,
    confetti,
    drum,
    envelopes,
    finish,
    frame,
    gifts,
    ground,
    lantern,
    petals,
    rays,
    splatter,
    table,
    waves,
)

Draw = Callable[..., None]

MOTIFS: Mapping[str, Draw] = {
    "balloons": balloons.draw,
    "bokeh": ground.draw_bokeh,
    "bouquet": bouquet.draw,
    "branch": branch.draw,
    "bunting": bunting.draw,
    "cake": cake.draw,
    "cloud": clouds.draw,
    "coins": coins.draw,
    "confetti": confetti.draw,
    "drum": drum.draw,
    "envelopes": envelopes.draw,
    "frame": frame.draw,
    "gift": gifts.draw,
    "glow": ground.draw_glow,
    "grain": finish.draw_grain,
    "ground": ground.draw,
    "lantern": lantern.draw,
    "petals": petals.draw,
    "rays": rays.draw,
    "splatter": splatter.draw,
    "table": table.draw,
    "vignette": finish.draw_vignette,
    "wash": bouquet.draw_wash,
    "waves": waves.draw,
}
