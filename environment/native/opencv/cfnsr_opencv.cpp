// C interface over OpenCV for the OpenCvSharp stand-in. Every call that OpenCV may refuse returns 0 or the error's
// code; cv_error then tells what happened on the calling thread. A null Mat* stands for cv::noArray().
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <opencv2/videoio.hpp>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#define API extern "C" __attribute__((visibility("default")))

namespace {

struct Failure {
    std::string function, message, file;
    int line = 0;
};

thread_local Failure failure;
thread_local std::string text;

template <class F>
int guarded(F&& body) {
    try {
        body();
        return 0;
    } catch (const cv::Exception& e) {
        failure = {e.func, e.err, e.file, e.line};
        return e.code != 0 ? e.code : static_cast<int>(cv::Error::StsError);
    } catch (const std::exception& e) {
        failure = {"", e.what(), "", 0};
        return static_cast<int>(cv::Error::StsError);
    }
}

// Errors travel as exceptions; OpenCV and FFmpeg need not print them as well.
__attribute__((constructor)) void quiet() {
    setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", 0);
    cv::redirectError([](int, const char*, const char*, const char*, int, void*) { return 0; });
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
}

cv::_InputArray in(const cv::Mat* m) { return m ? cv::_InputArray(*m) : cv::_InputArray(cv::noArray()); }
cv::Scalar scalar(const double* v) { return {v[0], v[1], v[2], v[3]}; }

std::vector<int> list(const int* values, int count) { return values ? std::vector<int>(values, values + count) : std::vector<int>(); }

// Point lists arrive flat: `counts` gives the number of points of each polygon.
std::vector<std::vector<cv::Point>> polygons(const int* xy, const int* counts, int n) {
    std::vector<std::vector<cv::Point>> all(n);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < counts[i]; k++, xy += 2) all[i].emplace_back(xy[0], xy[1]);
    return all;
}

}  // namespace

using cv::Mat;

API void cv_error(const char** function, const char** message, const char** file, int* line) {
    *function = failure.function.c_str();
    *message = failure.message.c_str();
    *file = failure.file.c_str();
    *line = failure.line;
}

// ---- core
API const char* cv_version() { text = cv::getVersionString(); return text.c_str(); }
API const char* cv_build_information() { return cv::getBuildInformation().c_str(); }
API int cv_set_threads(int n) { return guarded([&] { cv::setNumThreads(n); }); }
API int cv_threads() { return cv::getNumThreads(); }

API int mat_new(Mat** out) { return guarded([&] { *out = new Mat(); }); }
API int mat_new_size(int rows, int cols, int type, const double* fill, Mat** out) {
    return guarded([&] { *out = fill ? new Mat(rows, cols, type, scalar(fill)) : new Mat(rows, cols, type); });
}
API int mat_new_data(int rows, int cols, int type, void* data, int64_t step, Mat** out) {
    return guarded([&] { *out = new Mat(rows, cols, type, data, static_cast<size_t>(step)); });
}
API int mat_new_rect(const Mat* m, int x, int y, int w, int h, Mat** out) {
    return guarded([&] { *out = new Mat(*m, cv::Rect(x, y, w, h)); });
}
API int mat_new_ranges(const Mat* m, int r0, int r1, int c0, int c1, Mat** out) {
    const cv::Range rows = r0 == INT32_MIN ? cv::Range::all() : cv::Range(r0, r1), cols = c0 == INT32_MIN ? cv::Range::all() : cv::Range(c0, c1);
    return guarded([&] { *out = new Mat(*m, rows, cols); });
}
API int mat_clone(const Mat* m, Mat** out) { return guarded([&] { *out = new Mat(m->clone()); }); }
API int mat_reshape(const Mat* m, int channels, int rows, Mat** out) { return guarded([&] { *out = new Mat(m->reshape(channels, rows)); }); }
API void mat_delete(Mat* m) { delete m; }
API int mat_release(Mat* m) { return guarded([&] { m->release(); }); }
API int mat_create(Mat* m, int rows, int cols, int type) { return guarded([&] { m->create(rows, cols, type); }); }
API int mat_rows(const Mat* m) { return m->rows; }
API int mat_cols(const Mat* m) { return m->cols; }
API int mat_dims(const Mat* m) { return m->dims; }
API int mat_type(const Mat* m) { return m->type(); }
API int mat_elem_size(const Mat* m) { return m->dims > 0 ? static_cast<int>(m->elemSize()) : 0; }
API int mat_empty(const Mat* m) { return m->empty(); }
API int mat_continuous(const Mat* m) { return m->isContinuous(); }
API int mat_submatrix(const Mat* m) { return m->isSubmatrix(); }
API int64_t mat_total(const Mat* m) { return static_cast<int64_t>(m->total()); }
API int64_t mat_step(const Mat* m, int i) { return m->dims > 0 ? static_cast<int64_t>(m->step[i]) : 0; }
API uint8_t* mat_data(const Mat* m) { return m->data; }
API int mat_copy_to(const Mat* m, Mat* out, const Mat* mask) {
    return guarded([&] { mask ? m->copyTo(*out, *mask) : m->copyTo(*out); });
}
API int mat_convert_to(const Mat* m, Mat* out, int type, double alpha, double beta) { return guarded([&] { m->convertTo(*out, type, alpha, beta); }); }
API int mat_set_to(Mat* m, const Mat* value, const Mat* mask) { return guarded([&] { m->setTo(*value, in(mask)); }); }

API int cv_add(const Mat* a, const Mat* b, Mat* out, const Mat* mask, int dtype) { return guarded([&] { cv::add(*a, *b, *out, in(mask), dtype); }); }
API int cv_subtract(const Mat* a, const Mat* b, Mat* out, const Mat* mask, int dtype) { return guarded([&] { cv::subtract(*a, *b, *out, in(mask), dtype); }); }
API int cv_multiply(const Mat* a, const Mat* b, Mat* out, double scale, int dtype) { return guarded([&] { cv::multiply(*a, *b, *out, scale, dtype); }); }
API int cv_add_weighted(const Mat* a, double alpha, const Mat* b, double beta, double gamma, Mat* out, int dtype) {
    return guarded([&] { cv::addWeighted(*a, alpha, *b, beta, gamma, *out, dtype); });
}
API int cv_absdiff(const Mat* a, const Mat* b, Mat* out) { return guarded([&] { cv::absdiff(*a, *b, *out); }); }
API int cv_min(const Mat* a, const Mat* b, Mat* out) { return guarded([&] { cv::min(*a, *b, *out); }); }
API int cv_max(const Mat* a, const Mat* b, Mat* out) { return guarded([&] { cv::max(*a, *b, *out); }); }
API int cv_convert_scale_abs(const Mat* a, Mat* out, double alpha, double beta) { return guarded([&] { cv::convertScaleAbs(*a, *out, alpha, beta); }); }
API int cv_normalize(const Mat* a, Mat* out, double alpha, double beta, int norm, int dtype, const Mat* mask) {
    return guarded([&] { cv::normalize(*a, *out, alpha, beta, norm, dtype, in(mask)); });
}
API int cv_mean(const Mat* a, const Mat* mask, double* out) {
    return guarded([&] { const auto v = cv::mean(*a, in(mask)); std::memcpy(out, v.val, sizeof v.val); });
}
API int cv_mean_std(const Mat* a, const Mat* mask, double* mean, double* deviation) {
    return guarded([&] {
        cv::Scalar m, s;
        cv::meanStdDev(*a, m, s, in(mask));
        std::memcpy(mean, m.val, sizeof m.val);
        std::memcpy(deviation, s.val, sizeof s.val);
    });
}
API int cv_norm(const Mat* a, const Mat* b, int norm, const Mat* mask, double* out) {
    return guarded([&] { *out = b ? cv::norm(*a, *b, norm, in(mask)) : cv::norm(*a, norm, in(mask)); });
}
API int cv_min_max(const Mat* a, double* low, double* high) { return guarded([&] { cv::minMaxLoc(*a, low, high); }); }
API int cv_count_non_zero(const Mat* a, int* out) { return guarded([&] { *out = cv::countNonZero(*a); }); }
API int cv_lut(const Mat* a, const Mat* table, Mat* out) { return guarded([&] { cv::LUT(*a, *table, *out); }); }
API int cv_flip(const Mat* a, Mat* out, int code) { return guarded([&] { cv::flip(*a, *out, code); }); }
API int cv_extract_channel(const Mat* a, Mat* out, int channel) { return guarded([&] { cv::extractChannel(*a, *out, channel); }); }
API int cv_merge(Mat** parts, int n, Mat* out) {
    return guarded([&] {
        std::vector<Mat> all;
        for (int i = 0; i < n; i++) all.push_back(*parts[i]);
        cv::merge(all, *out);
    });
}

// ---- imgproc
API int cv_resize(const Mat* a, Mat* out, int w, int h, double fx, double fy, int mode) { return guarded([&] { cv::resize(*a, *out, {w, h}, fx, fy, mode); }); }
API int cv_cvt_color(const Mat* a, Mat* out, int code, int channels) { return guarded([&] { cv::cvtColor(*a, *out, code, channels); }); }
API int cv_gaussian_blur(const Mat* a, Mat* out, int w, int h, double sx, double sy, int border) {
    return guarded([&] { cv::GaussianBlur(*a, *out, {w, h}, sx, sy, border); });
}
API int cv_blur(const Mat* a, Mat* out, int w, int h, int ax, int ay, int border) { return guarded([&] { cv::blur(*a, *out, {w, h}, {ax, ay}, border); }); }
API int cv_median_blur(const Mat* a, Mat* out, int size) { return guarded([&] { cv::medianBlur(*a, *out, size); }); }
API int cv_warp_affine(const Mat* a, Mat* out, const Mat* m, int w, int h, int mode, int border, const double* value) {
    return guarded([&] { cv::warpAffine(*a, *out, *m, {w, h}, mode, border, scalar(value)); });
}
API int cv_rotation_matrix(float x, float y, double angle, double scale, Mat** out) {
    return guarded([&] { *out = new Mat(cv::getRotationMatrix2D({x, y}, angle, scale)); });
}
API int cv_copy_make_border(const Mat* a, Mat* out, int top, int bottom, int left, int right, int border, const double* value) {
    return guarded([&] { cv::copyMakeBorder(*a, *out, top, bottom, left, right, border, scalar(value)); });
}
API int cv_equalize_hist(const Mat* a, Mat* out) { return guarded([&] { cv::equalizeHist(*a, *out); }); }

API int cv_line(Mat* m, int x1, int y1, int x2, int y2, const double* color, int thickness, int type, int shift) {
    return guarded([&] { cv::line(*m, {x1, y1}, {x2, y2}, scalar(color), thickness, type, shift); });
}
API int cv_circle(Mat* m, int x, int y, int radius, const double* color, int thickness, int type, int shift) {
    return guarded([&] { cv::circle(*m, {x, y}, radius, scalar(color), thickness, type, shift); });
}
API int cv_ellipse(Mat* m, int x, int y, int a, int b, double angle, double start, double end, const double* color, int thickness, int type, int shift) {
    return guarded([&] { cv::ellipse(*m, {x, y}, {a, b}, angle, start, end, scalar(color), thickness, type, shift); });
}
API int cv_rectangle(Mat* m, int x1, int y1, int x2, int y2, const double* color, int thickness, int type, int shift) {
    return guarded([&] { cv::rectangle(*m, cv::Point(x1, y1), cv::Point(x2, y2), scalar(color), thickness, type, shift); });
}
API int cv_rectangle_rect(Mat* m, int x, int y, int w, int h, const double* color, int thickness, int type, int shift) {
    return guarded([&] { cv::rectangle(*m, cv::Rect(x, y, w, h), scalar(color), thickness, type, shift); });
}
API int cv_polylines(Mat* m, const int* xy, const int* counts, int n, int closed, const double* color, int thickness, int type, int shift) {
    return guarded([&] { cv::polylines(*m, polygons(xy, counts, n), closed != 0, scalar(color), thickness, type, shift); });
}
API int cv_fill_poly(Mat* m, const int* xy, const int* counts, int n, const double* color, int type, int shift, int dx, int dy) {
    return guarded([&] { cv::fillPoly(*m, polygons(xy, counts, n), scalar(color), type, shift, {dx, dy}); });
}
API int cv_fill_convex_poly(Mat* m, const int* xy, int n, const double* color, int type, int shift) {
    return guarded([&] { cv::fillConvexPoly(*m, polygons(xy, &n, 1)[0], scalar(color), type, shift); });
}
API int cv_put_text(Mat* m, const char* s, int x, int y, int font, double scale, const double* color, int thickness, int type, int bottom_left) {
    return guarded([&] { cv::putText(*m, s, {x, y}, font, scale, scalar(color), thickness, type, bottom_left != 0); });
}
API int cv_text_size(const char* s, int font, double scale, int thickness, int* baseline, int* w, int* h) {
    return guarded([&] { const auto size = cv::getTextSize(s, font, scale, thickness, baseline); *w = size.width; *h = size.height; });
}

// ---- imgcodecs
API int cv_imread(const char* file, int flags, Mat** out) { return guarded([&] { *out = new Mat(cv::imread(file, flags)); }); }
API int cv_imwrite(const char* file, const Mat* m, const int* parameters, int n, int* done) {
    return guarded([&] { *done = cv::imwrite(file, *m, list(parameters, n)); });
}
API int cv_imdecode(const uint8_t* bytes, int n, int flags, Mat** out) {
    return guarded([&] { *out = new Mat(cv::imdecode(Mat(1, n, CV_8UC1, const_cast<uint8_t*>(bytes)), flags)); });
}
API int cv_imencode(const char* extension, const Mat* m, const int* parameters, int n, std::vector<uint8_t>** out, int* done) {
    return guarded([&] {
        auto bytes = std::make_unique<std::vector<uint8_t>>();
        *done = cv::imencode(extension, *m, *bytes, list(parameters, n));
        *out = bytes.release();
    });
}
API int64_t bytes_size(const std::vector<uint8_t>* v) { return static_cast<int64_t>(v->size()); }
API const uint8_t* bytes_data(const std::vector<uint8_t>* v) { return v->data(); }
API void bytes_delete(std::vector<uint8_t>* v) { delete v; }

// ---- videoio
API int capture_new(cv::VideoCapture** out) { return guarded([&] { *out = new cv::VideoCapture(); }); }
API int capture_open(cv::VideoCapture* c, const char* file, int api, int* done) { return guarded([&] { *done = c->open(file, api); }); }
API int capture_is_opened(const cv::VideoCapture* c) { return c->isOpened(); }
API int capture_read(cv::VideoCapture* c, Mat* m, int* done) { return guarded([&] { *done = c->read(*m); }); }
API int capture_grab(cv::VideoCapture* c, int* done) { return guarded([&] { *done = c->grab(); }); }
API int capture_retrieve(cv::VideoCapture* c, Mat* m, int flag, int* done) { return guarded([&] { *done = c->retrieve(*m, flag); }); }
API int capture_get(const cv::VideoCapture* c, int property, double* value) { return guarded([&] { *value = c->get(property); }); }
API int capture_set(cv::VideoCapture* c, int property, double value, int* done) { return guarded([&] { *done = c->set(property, value); }); }
API int capture_backend(const cv::VideoCapture* c, const char** name) { return guarded([&] { text = c->getBackendName(); *name = text.c_str(); }); }
API int capture_release(cv::VideoCapture* c) { return guarded([&] { c->release(); }); }
API void capture_delete(cv::VideoCapture* c) { delete c; }

API int writer_new(cv::VideoWriter** out) { return guarded([&] { *out = new cv::VideoWriter(); }); }
API int writer_open(cv::VideoWriter* w, const char* file, int api, int fourcc, double fps, int width, int height, int color, int* done) {
    return guarded([&] { *done = w->open(file, api, fourcc, fps, {width, height}, color != 0); });
}
API int writer_is_opened(const cv::VideoWriter* w) { return w->isOpened(); }
API int writer_write(cv::VideoWriter* w, const Mat* m) { return guarded([&] { w->write(*m); }); }
API int writer_release(cv::VideoWriter* w) { return guarded([&] { w->release(); }); }
API void writer_delete(cv::VideoWriter* w) { delete w; }

// ---- objdetect
API int cascade_new(const char* file, cv::CascadeClassifier** out) {
    return guarded([&] { *out = file ? new cv::CascadeClassifier(file) : new cv::CascadeClassifier(); });
}
API int cascade_load(cv::CascadeClassifier* c, const char* file, int* done) { return guarded([&] { *done = c->load(file); }); }
API int cascade_empty(const cv::CascadeClassifier* c) { return c->empty(); }
API int cascade_detect(cv::CascadeClassifier* c, const Mat* m, double factor, int neighbours, int flags,
                       int min_w, int min_h, int max_w, int max_h, std::vector<cv::Rect>** out) {
    return guarded([&] {
        auto found = std::make_unique<std::vector<cv::Rect>>();
        c->detectMultiScale(*m, *found, factor, neighbours, flags, {min_w, min_h}, {max_w, max_h});
        *out = found.release();
    });
}
API int64_t rects_size(const std::vector<cv::Rect>* v) { return static_cast<int64_t>(v->size()); }
API const cv::Rect* rects_data(const std::vector<cv::Rect>* v) { return v->data(); }
API void rects_delete(std::vector<cv::Rect>* v) { delete v; }
API void cascade_delete(cv::CascadeClassifier* c) { delete c; }
