"""Every colour mode of Pillow → 8 bits a channel, no transparency, sRGB."""

import math
from io import BytesIO

from PIL import Image, ImageCms

WHITE = (255, 255, 255)
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_TOPS = (255, 4095, 65535)  # what white is in 8, 12 and 16 bits


def flatten(image: Image.Image) -> Image.Image:
    """`image` in mode "1", "L", "RGB" or "CMYK", on white where it was transparent.

    White and not black, since most of what is transparent was drawn as dark ink on a white page.
    Returns `image` itself when there is nothing to do.
    """
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return _eight_bit(image)
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        page = Image.new("RGB", rgba.size, WHITE)
        page.paste(rgba, mask=rgba.getchannel("A"))
        return page
    if image.mode in ("1", "L", "RGB", "CMYK"):
        return image
    return image.convert("RGB")


def to_srgb(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    """A flattened `image` in mode "1", "L" or "RGB", its colours those of sRGB.

    A colour profile that is broken, or of another kind of picture, is passed over.
    """
    if icc_profile and image.mode != "1":
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(icc_profile))
            if "sRGB" not in (profile.profile.profile_description or ""):
                converted = ImageCms.profileToProfile(image, profile, _SRGB, outputMode="RGB")
                if converted is not None:
                    return converted.convert("L") if image.mode == "L" else converted
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a little off in colour is better than no picture
    return image.convert("RGB") if image.mode == "CMYK" else image


def to_rgb(image: Image.Image) -> Image.Image:
    """A flattened `image` in mode "RGB", without regard to its colour profile."""
    return image if image.mode == "RGB" else image.convert("RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Grey with more than 8 bits, or floating point, scaled to 0–255 ("L").

    `convert("L")` alone cuts everything above 255 off: a 16-bit scan would turn white. Which
    number means white is not written in the file, so the smallest usual one that fits is taken.
    """
    if image.mode not in ("I", "F", "I;16"):
        image = image.convert("I")  # the byte orders that `point` cannot work on
    low, high = _extrema(image)
    if not (math.isfinite(low) and math.isfinite(high)):
        return image.convert("L")
    black = min(low, 0)
    tops = (1, *_TOPS) if image.mode == "F" else _TOPS
    white = next((top for top in tops if high <= top), high)
    scale = 255 / (white - black)
    return image.point(lambda value: value * scale - black * scale).convert("L")


def _extrema(image: Image.Image) -> tuple[float, float]:
    low, high = image.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        raise TypeError("only pictures with one channel have one lowest and one highest value")
    return low, high
