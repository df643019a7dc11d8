import ArgumentParser

/// `--mask`: the full screen begins with masks on, for whoever else may see it.
struct MaskedScreen: ParsableArguments {
    @Option(
        defaultAsFlag: MaskOption.usual.defaultValueDescription,
        help: ArgumentHelp(
            "Begin with masks on: stand-ins for accounts, addresses and names, with commas between them; or none. x "
                + "switches them.",
            valueName: "kinds"),
        completion: .list(MaskOption.allValueStrings))
    var mask: String?

    /// What is masked from the first frame; nil where nobody said.
    ///
    /// - Parameter screen: How it is shown.
    /// - Returns: The kinds.
    /// - Throws: Words that are no kinds, and lines in place of the full screen.
    func kinds(_ screen: ScreenOptions) throws -> MaskOption? {
        guard let mask else { return nil }
        guard let kinds = MaskOption(argument: mask) else {
            throw ValidationError(
                "--mask is \"\(mask)\", and takes accounts, addresses and names, with commas between them, or none.")
        }
        guard screen.plain else { return kinds }
        throw ValidationError("--mask is for the full screen; with --plain nothing is masked.")
    }
}
