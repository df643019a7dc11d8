/// The screens in their order, one per section of the guide.
public enum ScreenID: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Where everything starts.
    case home
    /// 1: the problem, and who sesame may act as.
    case introduction
    /// 2: how a pod gets credentials without keys.
    case irsa
    /// 3: the EKS account's part.
    case configuration
    /// 4: the two doors.
    case crossAccount
    /// 5: the SES account's part.
    case ses
    /// 6: the plan, and the only screen that writes it.
    case apply
    /// 7: the test message.
    case test
    /// 8: what is safe and what is not yet.
    case practices
    /// 9: what to keep.
    case done
    /// Off the way: what is wrong with a setup, found link by link.
    case diagnose

    /// The title in row 1.
    public var title: String {
        switch self {
        case .home: "Home"
        case .introduction: "Introduction"
        case .irsa: "IRSA and its benefits"
        case .configuration: "IRSA configuration"
        case .crossAccount: "Cross-account access"
        case .ses: "SES configuration"
        case .apply: "Review and apply"
        case .test: "Testing and validation"
        case .practices: "Best practices"
        case .done: "Done"
        case .diagnose: "Diagnose"
        }
    }

    /// The title where all of them stand in one row, from 116 columns on.
    public var shortTitle: String {
        switch self {
        case .home: "Home"
        case .introduction: "Intro"
        case .irsa: "IRSA"
        case .configuration: "Config"
        case .crossAccount: "Two accounts"
        case .ses: "SES"
        case .apply: "Apply"
        case .test: "Test"
        case .practices: "Practices"
        case .done: "Done"
        case .diagnose: "Diagnose"
        }
    }

    /// What the screen is for, as help tells it.
    var about: String {
        switch self {
        case .home:
            "Where everything starts. Guided setup goes through nine screens, the same order as the guide: who you are, "
                + "what is wanted, the plan, a test message. Nothing is asked over a network before you choose."
        case .introduction:
            "Says whose credentials sesame may use, one set for each account. It never asks for keys: profiles and the "
                + "environment are what the AWS CLI has too. An account without credentials becomes a hand-over: files "
                + "and a note for its owner."
        case .irsa:
            "Tells in seven steps how a pod gets credentials without keys, and what breaks at each. There is nothing "
                + "to fill in."
        case .configuration:
            "The EKS account's part: which service account of which cluster may use which role. What EKS and the "
                + "cluster know already is filled in. The files at the side, or behind v, follow every letter."
        case .crossAccount:
            "The picture of the two doors: the role's permissions policy in the EKS account, the sending policy on the "
                + "identity in the SES account. A message needs both."
        case .ses:
            "The SES account's part: who sends, who receives the test message, and who is verified in which account. "
                + "No mail goes out before you say so."
        case .apply:
            "Every resource with its account: what is there, what would be made, what waits for a person. Only a, or "
                + "the button, writes; it asks once more. e shows the same as commands of the AWS CLI and kubectl."
        case .test:
            "Sends one message link by link, as a pod would, and says at which link it ends. Nothing is written in "
                + "AWS. i shows request ids, d the whole finding, c copies a report."
        case .practices:
            "Compares what there is now with what is safe. None of it stops mail. Enter on a row shows the evidence, "
                + "a lists what is right too."
        case .done:
            "What to keep: the line that your program needs, the files, and the commands that do it all again."
        case .diagnose:
            "Looks at the nine links that must be right for a mail to leave, and says which one is broken by itself and "
                + "what follows from it. It only reads. A fix is shown first, on a page of its own, and applied there "
                + "with a."
        }
    }

    /// The name that saved positions use; never changed.
    public var name: String {
        switch self {
        case .home: "home"
        case .introduction: "introduction"
        case .irsa: "irsa"
        case .configuration: "configuration"
        case .crossAccount: "cross-account"
        case .ses: "ses"
        case .apply: "apply"
        case .test: "test"
        case .practices: "practices"
        case .done: "done"
        case .diagnose: "diagnose"
        }
    }

    /// The screens by the numbers that the first versions saved; never changed, whatever screens come.
    private static let numbered: [ScreenID] = [
        .home, .introduction, .irsa, .configuration, .crossAccount, .ses, .apply, .test, .practices, .done,
    ]

    /// The screen of a saved name, or of a number that the first versions saved; nil for one of a later version.
    public init?(saved text: String) {
        if let number = Int(text) {
            guard ScreenID.numbered.indices.contains(number) else { return nil }
            self = ScreenID.numbered[number]
            return
        }
        guard let found = ScreenID.allCases.first(where: { $0.name == text }) else { return nil }
        self = found
    }

    /// The numbered screens, 1 to 9.
    public static var steps: [ScreenID] { allCases.filter(\.isStep) }

    /// Whether it is one of the numbered screens.
    var isStep: Bool { self != .home && self != .diagnose }

    /// Earlier screens are smaller.
    public static func < (left: ScreenID, right: ScreenID) -> Bool { left.rawValue < right.rawValue }

    var next: ScreenID? { ScreenID(rawValue: rawValue + 1).flatMap { $0.isStep ? $0 : nil } }
    var previous: ScreenID? { self == .diagnose ? nil : ScreenID(rawValue: rawValue - 1) }
}
