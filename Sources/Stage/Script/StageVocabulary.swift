/// The names that a stage file may use besides its own keys, which other rooms know.
public struct StageVocabulary: Sendable, Hashable {
    /// Something that can be broken.
    public struct Fault: Sendable, Hashable {
        /// Its number in the menu, from 1; nil for one that only its name finds.
        public var number: Int?
        /// The name of its scenario.
        public var name: String
        /// What it is, in a few words: `trust policy names namespace "prod"`.
        public var title: String
        /// The code that Diagnose names it by.
        public var code: String

        /// A fault.
        public init(number: Int?, name: String, title: String, code: String) {
            self.number = number
            self.name = name
            self.title = title
            self.code = code
        }
    }

    /// The screens, by the names that positions are saved with.
    public var screens: [String]
    /// What can be broken: the menu first, by its numbers.
    public var faults: [Fault]

    /// The names of screens and faults.
    public init(screens: [String], faults: [Fault]) {
        self.screens = screens
        self.faults = faults
    }

    /// The fault of a scenario's name.
    public func fault(named name: String) -> Fault? { faults.first { $0.name == name } }
}
