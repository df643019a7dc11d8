import Canvas

/// The colours of a picture, `#rrggbb`.
///
/// A picture brings its own ground, so its colours are chosen for that one: each has a contrast of 4.5:1 to it.
struct PictureTheme: Sendable, Hashable {
    /// What is written on.
    var background: String
    /// Sentences and values.
    var foreground: String
    /// The edge of the picture.
    var edge: String
    /// What the roles of a colour become.
    var inks: [Ink: String]

    /// On a dark page.
    static let dark = PictureTheme(
        background: "#14171c", foreground: "#dde3ea", edge: "#3a424d",
        inks: [
            .right: "#4cc38a", .wrong: "#ff8a80", .attention: "#f58ae0", .link: "#93a8ff", .dim: "#98a2b0",
            .accent: "#c4a5ff",
        ])

    /// On a light page.
    static let light = PictureTheme(
        background: "#fdfdfc", foreground: "#1d2127", edge: "#c9ced6",
        inks: [
            .right: "#0a7a4b", .wrong: "#b3382f", .attention: "#b0008e", .link: "#4450d8", .dim: "#646b76",
            .accent: "#7a46c9",
        ])

    /// The sixteen colours that a recording names for terminals that play it, xterm's own order.
    static let palette = [
        "#14171c", "#ff8a80", "#4cc38a", "#e3c06a", "#93a8ff", "#f58ae0", "#6fc9d6", "#dde3ea",
        "#5b6470", "#ffaaa3", "#7ad9aa", "#f0d58f", "#b3c2ff", "#f9aeea", "#97dbe5", "#ffffff",
    ]
}
