import Canvas
import Design
import Foundation
import Testing

@testable import Wizard

/// Every screen as text, compared with a file; `SESAME_RECORD=1` writes the files.
@Suite struct GoldenTests {
    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]

    @Test(arguments: GoldenScene.allCases, sizes)
    func `a screen looks as recorded`(scene: GoldenScene, size: Size) throws {
        let driver = scene.driver(size)
        let name = "\(scene.rawValue)-\(size.columns)x\(size.rows).txt"
        try Golden.check(driver.text(size), name)
    }

    @Test(arguments: GoldenScene.allCases)
    func `ascii is the same layout with other glyphs`(scene: GoldenScene) {
        let driver = scene.driver(GoldenTests.sizes[0])
        var frame = driver.frame()
        let before = frame
        GlyphSet.ascii.apply(to: &frame)
        #expect(frame.text.allSatisfy { $0.isASCII })
        for row in 0..<frame.size.rows {
            for column in 0..<frame.size.columns where before[row, column].character.isASCII {
                #expect(frame[row, column] == before[row, column])
            }
        }
    }

    @Test(arguments: GoldenScene.allCases)
    func `the last column stays empty and the cursor is on the screen`(scene: GoldenScene) throws {
        let driver = scene.driver(GoldenTests.sizes[0])
        let frame = driver.frame()
        let cursor = try #require(frame.cursor)
        #expect(cursor.row >= 0 && cursor.row < 24 && cursor.column >= 0 && cursor.column < 80)
        for row in 0..<24 where row != 2 && row != 20 {
            #expect(frame[row, 79].character == " ", "row \(row + 1) of \(scene)")
        }
    }
}
