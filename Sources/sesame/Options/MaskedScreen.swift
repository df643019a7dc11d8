import ArgumentParser

/// `--mask`: the full screen begins with masks on, for whoever else may see it.
enum MaskedScreen {
    static let help =
        "Begin with masks on: stand-ins for account IDs, AWS's IDs, addresses and hosts. x switches."

    /// Masks are the full screen's.
    static func check(_ screen: ScreenOptions) throws {
        guard screen.plain else { return }
        throw ValidationError("--mask is for the full screen; with --plain nothing is masked.")
    }
}
