/// Which colour a role becomes.
///
/// The six colours of the cube are the ones that reach a contrast of 4.5:1 on pure white and on pure black, so that
/// no guess about a light or dark background is needed.
public enum Palette {
    /// The palette index of a role's foreground; nil is the terminal's own foreground.
    public static func index(of ink: Ink, depth: ColorDepth) -> Int? {
        switch depth {
        case .mono: nil
        case .sixteen: sixteen(ink)
        case .cube: cube(ink)
        }
    }

    /// The attributes that a style keeps at a depth: dim gives way to grey in the cube.
    public static func attributes(of style: Style, depth: ColorDepth) -> Attributes {
        if depth == .cube, style.ink == .dim { return style.attributes.subtracting(.dim) }
        if depth == .mono, style.ink == .dim { return style.attributes.subtracting(.dim) }
        return style.attributes
    }

    private static func sixteen(_ ink: Ink) -> Int? {
        switch ink {
        case .default, .dim, .link, .accent: nil
        case .right: 2
        case .wrong: 1
        case .attention: 5
        }
    }

    private static func cube(_ ink: Ink) -> Int? {
        switch ink {
        case .default: nil
        case .right: 29
        case .wrong: 131
        case .attention: 163
        case .link: 63
        case .dim: 243
        case .accent: 98
        }
    }
}

/// How many colours a terminal shows.
public enum ColorDepth: Hashable, Sendable, CaseIterable {
    /// None: attributes only (`NO_COLOR`, `--color never`, fewer than eight colours).
    case mono
    /// The user's own palette of eight or sixteen colours.
    case sixteen
    /// The 256-colour cube.
    case cube
}
