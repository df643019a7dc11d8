import Canvas
import Foundation
import Testing
import Wire

@testable import Stage

@Suite struct PictureTests {
    private static func frame(_ text: String) -> Frame {
        var frame = Frame(size: Size(columns: 20, rows: 4))
        frame.box(row: 0, column: 0, size: Size(columns: 20, rows: 3), title: "A & B")
        frame.write(text, row: 1, column: 2, style: .focus)
        frame.write("✓ <done>", row: 3, column: 0, style: .right)
        frame.write("漢\"", row: 3, column: 10, style: .edited)
        return frame
    }

    @Test func `a frame is a document with its text, whatever stands in it`() throws {
        var frame = Self.frame("focus")
        frame.put("\u{1B}", width: 1, row: 2, column: 5, style: .bold)
        frame.put("]", width: 1, row: 2, column: 6, style: .bold)
        let picture = Picture.still(frame, title: "1 < 2 & \"3\"")
        let document = try XMLElement.parse(Array(picture.utf8))
        #expect(document.name == "svg")
        #expect(document.first("title")?.text == "1 < 2 & \"3\"")
        let texts = document.all("g").flatMap { $0.all("text") }
        #expect(texts.map(\.text).contains("focus"))
        #expect(texts.map(\.text).contains("✓ <done>"))
        #expect(texts.first { $0.text == "漢\"" }?.attributes["textLength"] == "28.8")
        #expect(texts.first { $0.text == "focus" }?.attributes["class"] == "n")
        #expect(picture.contains("prefers-color-scheme:light"))
        #expect(!picture.contains("\u{1B}") && !picture.contains("http://fonts") && !picture.contains("url("))
        #expect(picture == Picture.still(frame, title: "1 < 2 & \"3\""))
    }

    @Test func `boxes are lines that meet`() throws {
        var frame = Frame(size: Size(columns: 4, rows: 3))
        frame.box(row: 0, column: 0, size: Size(columns: 4, rows: 3))
        let document = try XMLElement.parse(Array(Picture.still(frame, title: "").utf8))
        let paths = document.all("g").flatMap { $0.all("path") }.compactMap { $0.attributes["d"] }
        #expect(
            paths == [
                "M4.8 10V20M33.6 10V20M4.8 10H33.6", "M4.8 0V20M33.6 0V20", "M4.8 0V10M33.6 0V10M4.8 10H33.6",
            ])
        #expect(document.all("g").flatMap { $0.all("text") }.isEmpty)
    }

    @Test func `a recording is a strip of its frames, each at its time, and rows that come again are drawn once`()
        throws
    {
        let frames = ["one", "two", "one"].map(Self.frame)
        var before: Frame?
        var moments: [Recording.Moment] = []
        for (index, frame) in frames.enumerated() {
            moments.append(
                Recording.Moment(
                    milliseconds: index * 500,
                    event: .output(FrameBytes.between(before, and: frame, depth: .cube))))
            before = frame
        }
        moments.append(Recording.Moment(milliseconds: 1200, event: .marker("end")))
        let recording = Recording(
            header: Asciicast.Header(version: .v2, size: frames[0].size), moments: moments)
        let picture = try #require(Picture.animation(recording, title: "walk", hold: 1000))
        let document = try XMLElement.parse(Array(picture.utf8))
        #expect(picture.contains("p 2.000s steps(1,end) infinite"))
        #expect(picture.contains("@keyframes p{0%{transform:translateX(0px)}25%{transform:translateX(-220px)}50%{"))
        #expect(picture.contains("prefers-reduced-motion"))
        let strip = try #require(document.first("g"))
        #expect(strip.attributes["transform"] == "translate(-440 0)")
        #expect(strip.all("g").count == 3)
        #expect(document.first("defs")?.all("g").count == 5)
        let uses = strip.all("g").map { $0.all("use").compactMap { $0.attributes["href"] } }
        #expect(uses[0] == uses[2] && uses[0] != uses[1])
    }

    @Test func `what nobody could see is not drawn, and a recording that is too long is no picture`() throws {
        func recording(_ count: Int, every milliseconds: Int) -> Recording {
            Recording(
                header: Asciicast.Header(version: .v2, size: Size(columns: 8, rows: 1)),
                moments: (0..<count).map {
                    Recording.Moment(milliseconds: $0 * milliseconds, event: .output("\r\($0)"))
                })
        }
        let quick = try #require(Picture.animation(recording(31, every: 10), title: ""))
        #expect(quick.components(separatedBy: "<g transform").count - 1 == 11)
        #expect(quick.contains(">30</text>"))
        #expect(Picture.animation(recording(Picture.mostFrames, every: 40), title: "") != nil)
        #expect(Picture.animation(recording(Picture.mostFrames + 1, every: 40), title: "") == nil)
    }

    @Test func `every colour can be read on its ground`() {
        for theme in [PictureTheme.dark, .light] {
            #expect(Set(theme.inks.keys) == Set(Ink.allCases).subtracting([.default]))
            for color in theme.inks.values + [theme.foreground] {
                #expect(contrast(color, theme.background) >= 4.5, "\(color) on \(theme.background)")
            }
        }
    }

    /// WCAG 2.1, contrast ratio.
    private func contrast(_ one: String, _ other: String) -> Double {
        let bright = [luminance(one), luminance(other)].sorted()
        return (bright[1] + 0.05) / (bright[0] + 0.05)
    }

    private func luminance(_ color: String) -> Double {
        let value = Int(color.dropFirst(), radix: 16) ?? 0
        let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { Double($0) / 255 }
        // The curve of sRGB without a library: near enough to judge 4.5.
        let linear = parts.map { $0 <= 0.04045 ? $0 / 12.92 : power(($0 + 0.055) / 1.055) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// To the power of 2.4: squared, and the fifth root of its square.
    private func power(_ base: Double) -> Double {
        let square = base * base
        var root = base
        for _ in 0..<60 { root = (4 * root + square / (root * root * root * root)) / 5 }
        return square * root
    }
}
