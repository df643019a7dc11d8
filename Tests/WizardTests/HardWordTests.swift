import Testing

@testable import Wizard

/// The glossary that help shows.
@Suite struct HardWordTests {
    @Test(arguments: HardWord.allCases) func `a hard word is explained in at most 25 words`(_ word: HardWord) {
        #expect(word.meaning.split(separator: " ").count <= 25, "\(word.rawValue)")
        #expect(word.meaning.hasSuffix("."), "\(word.rawValue)")
    }

    @Test func `every hard word is explained somewhere`() {
        // The last two belong to the demo and the stage, whatever the screen.
        let shown = Set(ScreenID.allCases.flatMap { $0.code.words }).union([.stage, .onCue])
        #expect(Set(HardWord.allCases).subtracting(shown).isEmpty)
    }
}
